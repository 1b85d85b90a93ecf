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
        if (logger is not null)
            WriteTo(logger, logLevel, message);
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
                if (logger is not null)
                    WriteTo(logger, LogLevel.Error, $"A handler of LogReceived failed: {error}");
            }
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
