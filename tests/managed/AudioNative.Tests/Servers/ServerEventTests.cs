// SPDX-License-Identifier: MIT
using System.Collections.Concurrent;
using AudioNative.Tests.Support;
using Microsoft.Extensions.Logging;

namespace AudioNative.Tests.Servers;

public class ServerEventTests
{
    [Fact]
    public void Messages_go_to_the_logger_at_the_level_they_have()
    {
        var logger = new ListLogger();
        using var server = new Server(
            backend: AudioBackend.Dummy,
            verbosity: Verbosity.Error | Verbosity.Message | Verbosity.Warning | Verbosity.Debug,
            logger: logger);
        var heard = new ConcurrentQueue<LogEventArgs>();
        server.LogReceived += (sender, line) =>
        {
            Assert.Same(server, sender);
            heard.Enqueue(line);
        };
        server.Boot().Start();
        Wait.Until(() => heard.Any(line => line.Level == Verbosity.Message), "a message about the boot");
        Wait.Until(() => logger.Lines.Count >= heard.Count, "the logger");
        Assert.Contains(logger.Lines, line => line.Level == LogLevel.Information);
        Assert.All(heard, line => Assert.NotEmpty(line.Message));
    }

    [Fact]
    public void Verbosity_none_is_silence()
    {
        var logger = new ListLogger();
        using (var server = new Server(backend: AudioBackend.Dummy, verbosity: Verbosity.None, logger: logger))
        {
            server.Boot().Start();
            Wait.Until(() => server.Statistics.Callbacks > 0, "a callback");
            // The library's own messages keep silent too, not only those of the native core.
            bool called = false;
            server.LogReceived += (_, _) => called = true;
            server.Raise(server, Failing(), EventArgs.Empty);
            Assert.False(called);
        }

        Assert.Empty(logger.Lines);
    }

    private static EventHandler<EventArgs> Failing() => (_, _) => throw new FormatException("a handler's own fault");

    [Fact]
    public void Verbosity_can_be_changed_at_any_time()
    {
        using Server server = OfflineServer.Boot();
        server.Verbosity = Verbosity.Error | Verbosity.Debug;
        Assert.Equal(9, (int)server.Verbosity);
    }

    [Fact]
    public async Task A_handler_that_fails_is_logged_and_the_others_are_still_called()
    {
        using var folder = new TestFolder();
        var logger = new ListLogger();
        using var server = new Server(duplex: false, backend: AudioBackend.Offline, logger: logger);
        server.Boot();
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.RecordingCompleted += (_, _) => throw new FormatException("the first handler's own fault");
        server.RecordingCompleted += (_, _) => told.TrySetResult();
        server.LogReceived += (_, _) => throw new FormatException("a log handler's own fault");
        for (int turn = 0; turn < 2; turn++)
        {
            server.StartRecording(folder.File("a.wav"));
            server.StopRecording();
        }

        await Wait.For(told.Task);
        Wait.Until(
            () => logger.Lines.Count(line => line.Level == LogLevel.Error
                && line.Text.Contains("the first handler's own fault", StringComparison.Ordinal)) == 2,
            "both failures in the log");
        Assert.Contains(
            logger.Lines,
            line => line.Level == LogLevel.Error
                && line.Text.Contains("a log handler's own fault", StringComparison.Ordinal));
    }

    [Fact]
    public void A_logger_that_fails_ends_neither_the_process_nor_the_events()
    {
        using var server = new Server(backend: AudioBackend.Dummy, logger: new FailingLogger());
        var heard = new ConcurrentQueue<string>();
        server.LogReceived += (_, line) => heard.Enqueue(line.Message);
        server.Boot().Start();
        Wait.Until(() => heard.Contains("started"), "the message about the start");
    }

    private sealed class FailingLogger : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) => throw new FormatException("the logger's own fault");
    }

    [Fact]
    public async Task A_handler_may_dispose_the_server()
    {
        using var folder = new TestFolder();
        Server server = OfflineServer.Boot();
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.RecordingCompleted += (_, _) =>
        {
            server.Dispose();
            told.TrySetResult();
        };
        server.StartRecording(folder.File("a.wav"));
        server.StopRecording();
        await Wait.For(told.Task);
        Assert.Throws<ObjectDisposedException>(() => server.Boot());
    }

    [Fact]
    public void Events_come_one_at_a_time_on_one_thread_that_is_not_the_callers()
    {
        using var server = new Server(
            backend: AudioBackend.Dummy,
            verbosity: Verbosity.Error | Verbosity.Message | Verbosity.Warning | Verbosity.Debug);
        var threads = new ConcurrentDictionary<int, bool>();
        int inside = 0;
        bool overlapped = false;
        server.LogReceived += (_, _) =>
        {
            overlapped |= Interlocked.Increment(ref inside) > 1;
            threads[Environment.CurrentManagedThreadId] = true;
            Interlocked.Decrement(ref inside);
        };
        for (int turn = 0; turn < 5; turn++)
        {
            server.Boot().Start();
            server.Shutdown();
        }

        Wait.Until(() => !threads.IsEmpty, "a message");
        Assert.False(overlapped);
        Assert.Single(threads);
        Assert.DoesNotContain(Environment.CurrentManagedThreadId, threads.Keys);
    }

    [Fact]
    public void A_sample_that_runs_dry_tells_so()
    {
        using Server server = OfflineServer.Boot();
        long missing = 0;
        using AudioSample sample = server.Play(Signals.Ramp(100, 2));
        sample.Underrun += (sender, underrun) =>
        {
            Assert.Same(sample, sender);
            Volatile.Write(ref missing, underrun.MissingFrames);
        };
        server.Render(300);
        Wait.Until(() => Volatile.Read(ref missing) == 200, "the underrun");
        Assert.Equal(200, sample.UnderrunFrames);
        Assert.Equal(1, sample.Underruns);
    }
}
