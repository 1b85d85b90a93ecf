// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using AudioNative.Interop;

namespace AudioNative;

/// <content>
/// The writing end. One writer at a time is let in, the others wait their turn. A write that fits allocates nothing.
/// </content>
public partial class AudioSample
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SemaphoreSlim _room = new(0, 1); // released when there may be room, or no hope of it
    private readonly Lock _roomGate = new();
    private int _serversLost;

    /// <summary>
    /// Writes samples as bytes of the sample's <see cref="Encoding"/>: 8 bits signed, 16 bits signed little endian, or
    /// 32 bits float; waits while the ring is full. [writer]
    /// </summary>
    /// <param name="chunk">Interleaved; a whole number of frames. Of any other, nothing is written.</param>
    /// <param name="cancellationToken">Ends the wait; what was written before it stays written.</param>
    /// <exception cref="ArgumentException">The length is no whole number of frames.</exception>
    /// <exception cref="ServerStateException">
    /// The channels or the encoding are not known yet; or the server was shut down during the wait.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The sample is disposed, or was during the wait.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public void Write(ReadOnlySpan<byte> chunk, CancellationToken cancellationToken = default) =>
        WriteAll(chunk, ByteFormat(), cancellationToken);

    /// <summary>Writes samples from -1 to 1; waits while the ring is full. [writer]</summary>
    /// <inheritdoc cref="Write(ReadOnlySpan{byte}, CancellationToken)"/>
    public void Write(ReadOnlySpan<float> chunk, CancellationToken cancellationToken = default) =>
        WriteAll(MemoryMarshal.AsBytes(chunk), AnSampleFormat.F32, cancellationToken);

    /// <summary>Writes 16-bit samples; waits while the ring is full. [writer]</summary>
    /// <inheritdoc cref="Write(ReadOnlySpan{byte}, CancellationToken)"/>
    public void Write(ReadOnlySpan<short> chunk, CancellationToken cancellationToken = default) =>
        WriteAll(MemoryMarshal.AsBytes(chunk), AnSampleFormat.S16, cancellationToken);

    /// <summary>
    /// Like <see cref="Write(ReadOnlySpan{byte}, CancellationToken)"/>, without holding up the caller. [writer]
    /// </summary>
    /// <inheritdoc cref="Write(ReadOnlySpan{byte}, CancellationToken)"/>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken = default) =>
        WriteAllAsync(chunk, ByteFormat(), cancellationToken);

    /// <summary>
    /// Like <see cref="Write(ReadOnlySpan{float}, CancellationToken)"/>, without holding up the caller. [writer]
    /// </summary>
    /// <inheritdoc cref="Write(ReadOnlySpan{byte}, CancellationToken)"/>
    public ValueTask WriteAsync(ReadOnlyMemory<float> chunk, CancellationToken cancellationToken = default) =>
        WriteAllAsync(chunk, AnSampleFormat.F32, cancellationToken);

    /// <summary>
    /// Like <see cref="Write(ReadOnlySpan{short}, CancellationToken)"/>, without holding up the caller. [writer]
    /// </summary>
    /// <inheritdoc cref="Write(ReadOnlySpan{byte}, CancellationToken)"/>
    public ValueTask WriteAsync(ReadOnlyMemory<short> chunk, CancellationToken cancellationToken = default) =>
        WriteAllAsync(chunk, AnSampleFormat.S16, cancellationToken);

    /// <summary>Writes as many frames as fit, without waiting. [writer]</summary>
    /// <param name="chunk">Bytes of the sample's <see cref="Encoding"/>; a whole number of frames.</param>
    /// <returns>How many frames were taken; 0 also while another writer waits.</returns>
    /// <exception cref="ArgumentException">The length is no whole number of frames.</exception>
    /// <exception cref="ServerStateException">The channels or the encoding are not known yet.</exception>
    /// <exception cref="ObjectDisposedException">The sample is disposed.</exception>
    public long TryWrite(ReadOnlySpan<byte> chunk) => WriteNow(chunk, ByteFormat());

    /// <inheritdoc cref="TryWrite(ReadOnlySpan{byte})"/>
    /// <param name="chunk">Samples from -1 to 1, interleaved; a whole number of frames.</param>
    public long TryWrite(ReadOnlySpan<float> chunk) => WriteNow(MemoryMarshal.AsBytes(chunk), AnSampleFormat.F32);

    /// <inheritdoc cref="TryWrite(ReadOnlySpan{byte})"/>
    /// <param name="chunk">16-bit samples, interleaved; a whole number of frames.</param>
    public long TryWrite(ReadOnlySpan<short> chunk) => WriteNow(MemoryMarshal.AsBytes(chunk), AnSampleFormat.S16);

    internal void OnRoom() => SignalRoom();

    /// <summary>Waits until at least one frame is taken. A cancelled call has written nothing.</summary>
    private protected long WriteSome(
        ReadOnlySpan<byte> bytes, AnSampleFormat format, CancellationToken cancellationToken)
    {
        SourceProxy native = Writable();
        int frameBytes = FrameBytes(bytes.Length, format);
        int serversLost = Volatile.Read(ref _serversLost);
        _turn.Wait(cancellationToken);
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                long written = WriteOrAsk(native, bytes, format, frameBytes);
                if (written > 0 || bytes.IsEmpty)
                    return written;
                _room.Wait(cancellationToken);
                CheckHope(serversLost);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private void WriteAll(ReadOnlySpan<byte> bytes, AnSampleFormat format, CancellationToken cancellationToken)
    {
        SourceProxy native = Writable();
        int frameBytes = FrameBytes(bytes.Length, format);
        int serversLost = Volatile.Read(ref _serversLost);
        _turn.Wait(cancellationToken);
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                bytes = bytes[(int)(WriteOrAsk(native, bytes, format, frameBytes) * frameBytes)..];
                if (bytes.IsEmpty)
                    return;
                _room.Wait(cancellationToken);
                CheckHope(serversLost);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private ValueTask WriteAllAsync<T>(
        ReadOnlyMemory<T> chunk, AnSampleFormat format, CancellationToken cancellationToken)
        where T : unmanaged
    {
        SourceProxy native = Writable();
        int frameBytes = FrameBytes(MemoryMarshal.AsBytes(chunk.Span).Length, format);
        cancellationToken.ThrowIfCancellationRequested();
        if (!_turn.Wait(0, CancellationToken.None))
            return new ValueTask(WriteRestAsync(native, chunk, 0, format, frameBytes, false, cancellationToken));
        int done;
        try
        {
            done = (int)(WriteWhatFits(native, MemoryMarshal.AsBytes(chunk.Span), format, frameBytes) * frameBytes);
        }
        catch
        {
            _turn.Release();
            throw;
        }

        if (done < MemoryMarshal.AsBytes(chunk.Span).Length)
            return new ValueTask(WriteRestAsync(native, chunk, done, format, frameBytes, true, cancellationToken));
        _turn.Release();
        return ValueTask.CompletedTask;
    }

    private async Task WriteRestAsync<T>(
        SourceProxy native,
        ReadOnlyMemory<T> chunk,
        int done,
        AnSampleFormat format,
        int frameBytes,
        bool hasTurn,
        CancellationToken cancellationToken)
        where T : unmanaged
    {
        int serversLost = Volatile.Read(ref _serversLost);
        if (!hasTurn)
            await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                ReadOnlySpan<byte> rest = MemoryMarshal.AsBytes(chunk.Span)[done..];
                int written = (int)(WriteOrAsk(native, rest, format, frameBytes) * frameBytes);
                if (written == rest.Length)
                    return;
                done += written;
                await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
                CheckHope(serversLost);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private long WriteNow(ReadOnlySpan<byte> bytes, AnSampleFormat format)
    {
        SourceProxy native = Writable();
        int frameBytes = FrameBytes(bytes.Length, format);
        if (!_turn.Wait(0, CancellationToken.None))
            return 0;
        try
        {
            return WriteWhatFits(native, bytes, format, frameBytes);
        }
        finally
        {
            _turn.Release();
        }
    }
}
