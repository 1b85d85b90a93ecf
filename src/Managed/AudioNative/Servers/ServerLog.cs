// SPDX-License-Identifier: MIT
using Microsoft.Extensions.Logging;

namespace AudioNative;

/// <summary>Passes messages on to the logger and to whoever listens, if they are wanted at all.</summary>
internal sealed partial class ServerLog(Server server, ILogger? logger)
{
    public Verbosity Verbosity { get; set; }

    public event EventHandler<LogEventArgs>? Received;

    public void Write(Verbosity level, string message)
    {
        if ((Verbosity & level) == 0)
            return;
        LogLevel logLevel = ToLogLevel(level);
        WriteToLogger(logLevel, message);
        if (Received is not { } received)
            return;
        var line = new LogEventArgs(level, message);
        foreach (EventHandler<LogEventArgs> handler in Delegate.EnumerateInvocationList(received))
        {
            try
            {
                handler(server, line);
            }
            catch (Exception error)
            {
                // Not said by Received again: the handler would fail again, for ever.
                WriteToLogger(LogLevel.Error, $"A handler of LogReceived failed: {error}");
            }
        }
    }

    private void WriteToLogger(LogLevel level, string message)
    {
        if (logger is null)
            return;
        try
        {
            WriteTo(logger, level, message);
        }
        catch (Exception)
        {
            // A logger that fails, on the event thread, would end the process. There is nobody left to tell of it.
        }
    }

    private static LogLevel ToLogLevel(Verbosity level) => level switch
    {
        Verbosity.Error => LogLevel.Error,
        Verbosity.Warning => LogLevel.Warning,
        Verbosity.Message => LogLevel.Information,
        _ => LogLevel.Debug,
    };

    [LoggerMessage(EventId = 1, EventName = "AudioServer", Message = "{Message}")]
    private static partial void WriteTo(ILogger logger, LogLevel level, string message);
}
