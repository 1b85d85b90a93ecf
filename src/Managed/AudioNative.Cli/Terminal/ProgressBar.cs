// SPDX-License-Identifier: MIT
using Spectre.Console;

namespace AudioNative.Cli.Terminal;

/// <summary>Shows how far a render has come: a bar on a terminal, a line at each quarter elsewhere.</summary>
internal sealed class ProgressBar(Screen screen, string what)
{
    private const int Quarters = 4;

    /// <summary>Shows until the work ends, however that is; its failure is not this call's.</summary>
    public async Task RunAsync(Func<IProgress<RenderProgress>, Task> work)
    {
        if (!screen.IsLive)
        {
            int told = 0;
            await EndOf(work(new Report(done =>
            {
                for (; told < (int)(done.Fraction * Quarters); told++)
                    screen.Line($"{what} {100 * (told + 1) / Quarters} %");
            })));
            return;
        }

        await AnsiConsole.Progress()
            .Columns(
                new TaskDescriptionColumn(), new ProgressBarColumn { Width = 50 }, new PercentageColumn(),
                new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                ProgressTask task = context.AddTask($"  {what}", maxValue: 1);
                await EndOf(work(new Report(done => task.Value = done.Fraction)));
            });
    }

    private static Task<Task> EndOf(Task work) => Task.WhenAny(work);

    /// <summary>Unlike Progress{T}, tells at once and in order.</summary>
    private sealed class Report(Action<RenderProgress> tell) : IProgress<RenderProgress>
    {
        void IProgress<RenderProgress>.Report(RenderProgress value) => tell(value);
    }
}
