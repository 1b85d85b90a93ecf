// SPDX-License-Identifier: MIT
using Spectre.Console;

namespace AudioNative.Cli.Terminal;

/// <summary>
/// Where the program writes. On a terminal, displays are redrawn in place; into a file or pipe go plain lines without
/// escape codes, and few of them.
/// </summary>
internal sealed class Screen
{
    private readonly TextWriter _out = Console.Out;
    private readonly TextWriter _error = Console.Error;

    public Screen()
    {
        IsLive = !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities is { Ansi: true, Interactive: true };
    }

    /// <summary>Whether a display can be redrawn.</summary>
    public bool IsLive { get; }

    public void Line(string text = "") => _out.WriteLine(text);

    /// <summary>A line of which a terminal shows some words in colour; markup is Spectre's.</summary>
    public void Markup(string markup)
    {
        if (IsLive)
            AnsiConsole.MarkupLine(markup);
        else
            _out.WriteLine(Spectre.Console.Markup.Remove(markup));
    }

    /// <summary>A line of a summary: what it is about, and what is so.</summary>
    public void Fact(string name, string value) =>
        Markup($"  [grey]{name,-10}[/] {Spectre.Console.Markup.Escape(value)}");

    public void Fail(string message) => _error.WriteLine($"audionative: {message}");

    /// <summary>Words and numbers in columns.</summary>
    /// <param name="rows">Row by row; the first is the heading.</param>
    /// <param name="isRight">Which columns stand at their right edge.</param>
    public void Columns(IReadOnlyList<string[]> rows, params ReadOnlySpan<bool> isRight)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        for (int r = 0; r < rows.Count; r++)
        {
            string line = "";
            for (int c = 0; c < widths.Length; c++)
            {
                string cell = rows[r][c];
                line += (c < isRight.Length && isRight[c] ? cell.PadLeft(widths[c]) : cell.PadRight(widths[c])) + "  ";
            }

            line = line.TrimEnd();
            if (r == 0 && IsLive)
                AnsiConsole.MarkupLine($"[grey]{Spectre.Console.Markup.Escape(line)}[/]");
            else
                Line(line);
        }
    }
}
