// SPDX-License-Identifier: MIT
using Microsoft.Extensions.Logging;

namespace AudioNative;

/// <summary>
/// The output of the process: a started <see cref="Server"/> that mixes as many <see cref="AudioSample"/>s as memory
/// allows, in floating point.
/// </summary>
/// <remarks>All members are safe from any thread.</remarks>
/// <example>
/// <code>
/// using AudioOutput stream = AudioOutput.GetOutput(channels: 1, rate: 22050, bufferSize: 1024);
/// using AudioSample sample = new();
/// stream.AddSample(sample);
/// sample.Play();
/// sample.Write((byte[])[0, 0, 0, 0, 255, 127, 255, 127]);
/// </code>
/// </example>
public sealed class AudioOutput : IDisposable, IAsyncDisposable
{
    private static readonly Lock Gate = new();
    private static AudioOutput? s_current;

    private bool _disposed;

    private AudioOutput(Server server, int encoding)
    {
        Server = server;
        Encoding = encoding;
    }

    /// <summary>The server behind it: its clock, meters, recording and events.</summary>
    public Server Server { get; }

    /// <summary>Frames a second, as they were got: the device may have changed the rate asked for.</summary>
    public Hertz Rate => Server.SampleRate;

    /// <summary>Channels, as they were got.</summary>
    public int Channels => Server.Channels;

    /// <summary>Bits of a sample in the bytes that samples are written as: 8, 16 or 32.</summary>
    public int Encoding { get; }

    /// <summary>Frames that the device asks for at a time, as they were got.</summary>
    public int BufferSize => Server.BufferSize;

    /// <summary>
    /// Opens the output and starts it. There is one in a process: dispose it before asking for another. [control]
    /// </summary>
    /// <param name="rate">Frames a second, 1000 to 768000; the device may change it.</param>
    /// <param name="channels">Channels, 1 to 1024.</param>
    /// <param name="encoding">Bits of a sample in bytes written: 8 or 16 (signed integers) or 32 (float).</param>
    /// <param name="bufferSize">
    /// Frames that the device asks for at a time, 1 to 65536. A small buffer reacts sooner and costs more.
    /// </param>
    /// <param name="backend">What gives the clock and takes the sound.</param>
    /// <param name="logger">Takes the server's messages.</param>
    /// <returns>
    /// The output. With <see cref="AudioBackend.Offline"/> it is heard by <see cref="Server.Render(long)"/>.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">A value beyond its range.</exception>
    /// <exception cref="ServerStateException">There is an output already.</exception>
    /// <exception cref="DeviceException">There is no device, or it refuses what was asked for.</exception>
    public static AudioOutput GetOutput(
        double rate = 44100,
        int channels = 2,
        int encoding = 16,
        int bufferSize = 1024,
        AudioBackend backend = AudioBackend.Auto,
        ILogger? logger = null)
    {
        SampleEncoding.Check(encoding, nameof(encoding));
        lock (Gate)
        {
            if (s_current is not null)
            {
                throw new ServerStateException(
                    "The process has its output already. Dispose it before getting another.");
            }

            var server = new Server(rate, channels, bufferSize, duplex: false, backend, logger: logger)
            {
                AdoptSampleRate = true,
            };
            try
            {
                server.Boot();
                if (server.Backend != AudioBackend.Offline)
                    server.Start();
            }
            catch
            {
                server.Dispose();
                throw;
            }

            return s_current = new AudioOutput(server, encoding);
        }
    }

    /// <summary>
    /// Puts a sample in the mixer, where it is heard as soon as it plays. Adding one that is there already does
    /// nothing. [control]
    /// </summary>
    /// <param name="sample">The sample; what its options leave open is taken from this output.</param>
    /// <exception cref="ServerStateException">The sample is in another server, or this one is shut down.</exception>
    /// <exception cref="ArgumentException">The sample has more channels than the output.</exception>
    /// <exception cref="ObjectDisposedException">The output or the sample is disposed.</exception>
    public void AddSample(AudioSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        Server.AddSample(sample, Encoding);
    }

    /// <summary>
    /// Takes a sample out of the mixer, with a short fade if it sounds; it can be added again. [control]
    /// </summary>
    /// <param name="sample">The sample.</param>
    /// <returns>Whether it was in this output.</returns>
    public bool RemoveSample(AudioSample sample) => Server.RemoveSample(sample);

    /// <summary>Takes every sample out, closes the device, and lets another output be got. [control]</summary>
    public void Dispose()
    {
        lock (Gate)
        {
            if (_disposed)
                return;
            Server.Dispose(); // first: where it refuses, in a progress report, this is still the process's output
            _disposed = true;
            s_current = null;
        }
    }

    /// <summary><see cref="Dispose"/>, without holding up the caller.</summary>
    public ValueTask DisposeAsync() => new(Task.Run(Dispose));
}
