// SPDX-License-Identifier: MIT
namespace AudioNative.Tests.Support;

/// <summary>Servers that render into memory: what is tested on them is exact to the sample.</summary>
internal static class OfflineServer
{
    /// <summary>A booted server whose amplitude has no ramp, so that what goes in comes out.</summary>
    public static Server Boot(int channels = 2, double sampleRate = 44100, int? inputChannels = null)
    {
        var server = new Server(
            sampleRate,
            channels,
            duplex: inputChannels is > 0,
            backend: AudioBackend.Offline,
            inputChannels: inputChannels)
        {
            RampTime = TimeSpan.Zero,
        };
        return server.Boot();
    }

    /// <summary>The next frames, interleaved.</summary>
    public static float[] Hear(this Server server, int frames)
    {
        float[] heard = new float[frames * server.Channels];
        server.Render(heard);
        return heard;
    }

    /// <summary>A sample that is added, plays, and holds these frames.</summary>
    public static AudioSample Play(this Server server, float[] frames, int? channels = null)
    {
        int count = channels ?? server.Channels;
        var sample = new AudioSample(new AudioSampleOptions
        {
            Channels = count,
            CapacityFrames = Math.Max(1, frames.Length / count),
        });
        sample.Write(frames);
        server.AddSample(sample);
        sample.Play();
        return sample;
    }
}
