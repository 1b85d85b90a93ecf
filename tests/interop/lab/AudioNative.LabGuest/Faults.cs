// SPDX-License-Identifier: MIT

using System.Diagnostics;
using AudioNative.Interop;

namespace AudioNative.LabGuest;

/// <summary>What real devices do wrong. Each line of output is a fact that the host's tests look for.</summary>
internal static class Faults
{
    /// <summary>Two servers want the same exclusive device; the second gets it once the first has let go.</summary>
    public static void BusyDevice()
    {
        using var holder = On("hw:1,0");
        holder.Boot().Start();
        using var second = On("hw:1,0");
        try
        {
            second.Boot();
            Console.WriteLine("second boot: succeeded");
        }
        catch (DeviceException refusal)
        {
            Console.WriteLine($"second boot: {refusal.Status}: {refusal.Message}");
        }

        AwaitSound(holder);
        holder.Shutdown();
        second.Boot().Start();
        AwaitSound(second);
        Console.WriteLine($"after the first let go: {second.Info!.OutputName}");
    }

    /// <summary>The loop card at a latency it cannot keep: a stream that starts and then never calls back.</summary>
    public static void SilentDevice()
    {
        using var server = On("hw:0,0", bufferSize: 64);
        server.LatencyHint = TimeSpan.FromMilliseconds(1);
        server.Duplex = true;
        server.InputDevice = Cards.Find("hw:0,1").Index;
        LoseDevice(server, () => { });
        RestartOn(server, AudioBackend.Dummy);
    }

    /// <summary>A card is torn out while it plays; the sound goes on from the same frame on another device.</summary>
    public static void UnpluggedDevice()
    {
        using var server = On("hw:1,0");
        using var sample = new AudioSample(new AudioSampleOptions { Channels = 2, Encoding = 32, CapacityFrames = 48000 });
        LoseDevice(server, () =>
        {
            server.AddSample(sample);
            sample.Write(new float[2 * 48000]);
            sample.Play();
            Deadline.Wait(() => sample.FramesPlayed > 4800, "the sample is playing");

            // The kernel's own way to take a card away; it ends when the last user has closed the card.
            Process.Start("sh", ["-c", "echo snd_dummy.0 > /sys/bus/platform/drivers/snd_dummy/unbind"]);
        });
        Console.WriteLine($"sample kept: {server.Samples.Contains(sample)}, {sample.FramesQueued > 0}");
        var played = sample.FramesPlayed;
        RestartOn(server, AudioBackend.Dummy);
        Console.WriteLine($"sample goes on: {sample.FramesPlayed > played}");
    }

    private static Server On(string device, int bufferSize = 256) =>
        new(sampleRate: 48000, bufferSize: bufferSize, duplex: false, backend: AudioBackend.PortAudio)
        {
            OutputDevice = Cards.Find(device).Index,
            LatencyHint = TimeSpan.FromMilliseconds(20),
        };

    private static void AwaitSound(Server server)
    {
        var from = server.Clock.Frame;
        Deadline.Wait(() => server.Clock.Frame > from + 4800, "the device asks for sound");
    }

    private static void LoseDevice(Server server, Action cause)
    {
        using var lost = new ManualResetEventSlim();
        server.DeviceLost += (_, loss) =>
        {
            Console.WriteLine($"lost: {loss.Reason}");
            lost.Set();
        };
        server.Boot().Start();
        Console.WriteLine($"started: {server.Info!.OutputName}");
        cause();
        if (!lost.Wait(Deadline.Generous))
        {
            throw new TimeoutException($"Nobody has told of the loss. {server.Info} {server.Statistics}");
        }

        Console.WriteLine($"after the loss: started {server.IsStarted}, booted {server.IsBooted}, lost {server.Info!.IsDeviceLost}");
    }

    private static void RestartOn(Server server, AudioBackend backend)
    {
        var frame = server.Clock.Frame;
        server.Reopen(backend: backend);
        server.Start();
        AwaitSound(server);
        Console.WriteLine($"restarted on {server.Backend}: clock goes on {server.Clock.Frame > frame && frame >= 0}");
    }
}
