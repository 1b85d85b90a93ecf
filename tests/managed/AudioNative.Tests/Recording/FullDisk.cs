// SPDX-License-Identifier: MIT
using AudioNative.Tests.Support;

namespace AudioNative.Tests.Recording;

/// <summary>Records until the disk gives no more, in a process that may write files of a limited size only.</summary>
internal static class FullDisk
{
    internal const string Argument = "record-until-full";

    /// <summary>Prints what the event, the property and the exception say, a line each.</summary>
    internal static int Run(string path, string kept)
    {
        using Server server = OfflineServer.Boot();
        var told = new TaskCompletionSource<RecordingFailedEventArgs>();
        server.RecordingFailed += (_, failed) => told.TrySetResult(failed);
        server.RecordOptions(path: path, type: SampleType.Int16).StartRecording();
        for (int turn = 0; turn < 1000 && server.IsRecording; turn++)
            server.Render(4410);
        RecordingFailedEventArgs failed = told.Task.WaitAsync(Wait.Deadline).GetAwaiter().GetResult();
        Console.WriteLine($"{failed.Error.Status} {failed.Recording.Frames}");
        Console.WriteLine(server.IsRecording);
        try
        {
            server.StopRecording();
            Console.WriteLine("no exception");
        }
        catch (RecordingException error)
        {
            Console.WriteLine($"{error.Status} {error.Message}");
        }

        File.Move(path, kept); // as it is now

        // The server is as good as before.
        server.Render(100);
        server.StartRecording(path);
        server.Render(100);
        Console.WriteLine(server.StopRecording()!.Frames);

        // An offline render of an hour does not go on for an hour's sound that nobody keeps.
        server.Stop();
        try
        {
            server.RecordOptions(TimeSpan.FromHours(1), path).Start();
            Console.WriteLine("no exception");
        }
        catch (RecordingException error)
        {
            Console.WriteLine($"{error.Status} {server.CurrentTime < TimeSpan.FromMinutes(30)} {server.IsStarted}");
        }

        return 0;
    }
}
