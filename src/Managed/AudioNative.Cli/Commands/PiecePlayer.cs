// SPDX-License-Identifier: MIT
using AudioNative.Cli.Piece;

namespace AudioNative.Cli.Commands;

/// <summary>
/// Puts each part of a piece in a server's mixer as a source of its own, all due at the same frame, and keeps their
/// rings filled.
/// </summary>
internal sealed class PiecePlayer : IAsyncDisposable
{
    private const int ChunkFrames = 1024;
    private const int RingChunks = 24; // half a second at 48 kHz

    private readonly DemoPiece _piece;
    private readonly List<AudioSample> _samples = [];
    private readonly List<Task> _writers = [];
    private readonly List<TaskCompletionSource> _filled = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _failure = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PiecePlayer(DemoPiece piece, Server server, long atFrame)
    {
        _piece = piece;
        foreach (Part part in piece.Parts)
        {
            var sample = new AudioSample(new AudioSampleOptions
            {
                Channels = part.Voice.Channels,
                CapacityFrames = ChunkFrames * RingChunks,
                WaitOffline = true,
            })
            {
                Gain = part.Gain.Amplitude,
                Pan = part.Pan,
            };
            _samples.Add(sample);
            server.AddSample(sample);
            sample.Play(atFrame);
            var filled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _filled.Add(filled);
            _writers.Add(Task.Run(() => WriteAsync(part, sample, filled)));
        }
    }

    /// <summary>How often a source ran dry.</summary>
    public long Underruns => _samples.Sum(sample => sample.Underruns);

    /// <summary>Fails when a source cannot be written; else never ends.</summary>
    public Task Failure => _failure.Task;

    /// <summary>Ends when every ring is full, or holds the whole part.</summary>
    public Task WaitUntilFilledAsync(CancellationToken cancellationToken) =>
        RunningServer.FirstOf(Task.WhenAll(_filled.Select(filled => filled.Task)), Failure).WaitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_writers);
        foreach (AudioSample sample in _samples)
            sample.Dispose();
        _stopping.Dispose();
    }

    private async Task WriteAsync(Part part, AudioSample sample, TaskCompletionSource filled)
    {
        try
        {
            var buffer = new float[ChunkFrames * part.Voice.Channels];
            int chunks = 0;
            for (long frame = 0; frame < _piece.Frames;)
            {
                int frames = (int)Math.Min(ChunkFrames, _piece.Frames - frame);
                Memory<float> chunk = buffer.AsMemory(0, frames * part.Voice.Channels);
                _piece.Render(part, frame, chunk.Span);
                await sample.WriteAsync(chunk, _stopping.Token);
                frame += frames;
                if (++chunks == RingChunks)
                    filled.TrySetResult();
            }

            sample.Complete();
            filled.TrySetResult();
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            filled.TrySetCanceled();
        }
        catch (Exception error)
        {
            _failure.TrySetException(error);
        }
    }
}
