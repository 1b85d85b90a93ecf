// SPDX-License-Identifier: MIT
using System.Collections.Concurrent;

namespace AudioNative;

/// <content>The mixer: samples go in and out in any order, from any thread.</content>
public sealed partial class Server
{
    private readonly ConcurrentDictionary<long, AudioSample> _samples = new(); // by the id that events name
    private long _pastUnderruns; // of samples taken out again

    /// <summary>The samples in the mixer now, in no particular order. [any thread]</summary>
    public IReadOnlyCollection<AudioSample> Samples => (IReadOnlyCollection<AudioSample>)_samples.Values;

    /// <summary>
    /// Puts a sample in the mixer. It sounds while it is both in the mixer and playing, whichever came first. Adding
    /// one that is in this server already does nothing. [control]
    /// </summary>
    /// <param name="sample">The sample; what its options leave open is taken from this server.</param>
    /// <exception cref="ServerStateException">The server is not booted, or the sample is in another one.</exception>
    /// <exception cref="ArgumentException">The sample has more channels than the server.</exception>
    /// <exception cref="ObjectDisposedException">The server or the sample is disposed.</exception>
    public void AddSample(AudioSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        AddSample(sample, SampleEncoding.Default);
    }

    /// <summary>
    /// Takes a sample out of the mixer, with a short fade if it sounds. What waits in its ring stays, and so does its
    /// wish to play: added again, it goes on. [control]
    /// </summary>
    /// <param name="sample">The sample.</param>
    /// <returns>Whether it was in this server.</returns>
    public bool RemoveSample(AudioSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return sample.DetachFrom(this);
    }

    internal void AddSample(AudioSample sample, int encoding)
    {
        ServerInfo? got = _got;
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (got is null)
            throw new ServerStateException("The server must be booted to add a sample. Call Boot first.");
        sample.AttachTo(this, got.Channels, encoding);
    }

    /// <summary>How often samples have run dry, of those in the mixer and those that were.</summary>
    internal long Underruns
    {
        get
        {
            long count = Interlocked.Read(ref _pastUnderruns);
            foreach (AudioSample sample in _samples.Values)
                count += sample.Underruns;
            return count;
        }
    }

    internal void Register(long id, AudioSample sample) => _samples[id] = sample;

    internal void Unregister(long id)
    {
        if (_samples.TryRemove(id, out AudioSample? sample))
            Interlocked.Add(ref _pastUnderruns, sample.Underruns);
    }

    private void DetachSamples()
    {
        foreach (AudioSample sample in _samples.Values)
            sample.ServerShutDown(this);
    }
}
