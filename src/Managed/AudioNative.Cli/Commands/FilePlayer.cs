// SPDX-License-Identifier: MIT
namespace AudioNative.Cli.Commands;

/// <summary>
/// Reads files one after the other, at the server's rate and with its channels, into one source: so there is no gap
/// between them.
/// </summary>
internal sealed class FilePlayer : IAsyncDisposable
{
    private const int ChunkFrames = 4096;
    private const double RingSeconds = 1;
    private readonly AudioFileInfo[] _infos;
    private readonly Server _server;
    private readonly bool _isLoop;
    private readonly AudioSample _sample;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _filled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly Queue<(long From, AudioFileInfo Info)> _starts = new();
    private readonly Task _writer;
    private AudioFileInfo _current;

    public FilePlayer(AudioFileInfo[] infos, Server server, bool isLoop)
    {
        (_infos, _server, _isLoop, _current) = (infos, server, isLoop, infos[0]);
        Channels = Math.Min(server.Channels, Math.Max(infos.Max(info => info.Channels), 1));
        _sample = new AudioSample(new AudioSampleOptions
        {
            Channels = Channels,
            CapacityFrames = (long)(RingSeconds * server.SampleRate.Value),
        });
        server.AddSample(_sample);
        _sample.Play();
        _writer = Task.Run(WriteAsync);
    }

    public double Gain
    {
        get => _sample.Gain;
        init => _sample.Gain = value;
    }

    public int Channels { get; }

    public long Underruns => _sample.Underruns;

    /// <summary>How long has been played.</summary>
    public TimeSpan Position => TimeSpan.FromSeconds(_sample.FramesPlayed / _server.SampleRate.Value);

    /// <summary>How long all files are; null for ever, or not known.</summary>
    public TimeSpan? Length => _isLoop || _infos.Any(info => info.Duration is null)
        ? null
        : _infos.Aggregate(TimeSpan.Zero, (sum, info) => sum + info.Duration!.Value);

    /// <summary>The file that is heard now.</summary>
    public AudioFileInfo Current
    {
        get
        {
            lock (_gate)
            {
                while (_starts.TryPeek(out (long From, AudioFileInfo Info) start) && start.From <= _sample.FramesPlayed)
                    _current = _starts.Dequeue().Info;
                return _current;
            }
        }
    }

    /// <summary>Ends when the last file has been played, or fails when one cannot be read on.</summary>
    public Task PlayedOut => PlayOutAsync();

    /// <summary>Ends when there is a second to play, or all there is.</summary>
    public Task WaitUntilFilledAsync(CancellationToken cancellationToken) => _filled.Task.WaitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAny(_writer);
        _sample.Dispose();
        _stopping.Dispose();
    }

    private async Task PlayOutAsync()
    {
        await _writer;
        await _sample.PlayedOut;
    }

    private async Task WriteAsync()
    {
        try
        {
            do
            {
                foreach (AudioFileInfo info in _infos)
                    await WriteAsync(info);
            }
            while (_isLoop && _sample.FramesWritten > 0); // files without a frame would loop for ever

            _sample.Complete();
        }
        finally
        {
            _filled.TrySetResult();
        }
    }

    private async Task WriteAsync(AudioFileInfo info)
    {
        using AudioFile file = AudioFile.Open(info.Path, _server.SampleRate);
        lock (_gate)
            _starts.Enqueue((_sample.FramesWritten, info));
        var read = new float[ChunkFrames * info.Channels];
        var mixed = new float[ChunkFrames * Channels];
        int frames;
        while ((frames = file.Read(read)) > 0)
        {
            Map(read.AsSpan(0, frames * info.Channels), info.Channels, mixed, Channels);
            // The first write that does not fit waits for the start.
            if (_sample.FramesFree < frames)
                _filled.TrySetResult();
            await _sample.WriteAsync(mixed.AsMemory(0, frames * Channels), _stopping.Token);
        }
    }

    /// <summary>
    /// One channel goes to all; too many are mixed down, each to the one of its number, by their mean.
    /// </summary>
    private static void Map(ReadOnlySpan<float> from, int fromChannels, Span<float> to, int toChannels)
    {
        int frames = from.Length / fromChannels;
        to[..(frames * toChannels)].Clear();
        for (int frame = 0; frame < frames; frame++)
        {
            ReadOnlySpan<float> source = from.Slice(frame * fromChannels, fromChannels);
            Span<float> target = to.Slice(frame * toChannels, toChannels);
            if (fromChannels == 1)
            {
                target.Fill(source[0]);
                continue;
            }

            for (int channel = 0; channel < fromChannels; channel++)
            {
                int into = channel % toChannels;
                int sharers = (fromChannels - into + toChannels - 1) / toChannels;
                target[into] += source[channel] / sharers;
            }
        }
    }
}
