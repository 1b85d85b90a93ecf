// SPDX-License-Identifier: MIT

using System.Diagnostics;

namespace AudioNative.Interop;

/// <summary>
/// Makes the garbage collector work as a busy program does, and harder: threads that allocate without pause, a
/// live heap that a full collection has to walk, and full collections forced one after the other.
/// </summary>
public sealed class GarbageStorm : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Thread> _threads = [];
    private readonly int _gen2Before = GC.CollectionCount(2);
    private readonly TimeSpan _pauseBefore = GC.GetTotalPauseDuration();
    private readonly Node[] _live;
    private readonly TimeSpan _rest;
    private long _longestCollectionTicks;

    /// <summary>Starts it.</summary>
    /// <param name="allocators">Threads that allocate.</param>
    /// <param name="liveObjects">Objects kept alive, about 150 bytes each.</param>
    /// <param name="rest">Between two forced collections.</param>
    public GarbageStorm(int allocators, int liveObjects, TimeSpan rest)
    {
        _rest = rest;
        _live = new Node[liveObjects];
        var random = new Random(1);
        for (var i = 0; i < liveObjects; i++)
        {
            // Links across the heap: marking cannot run ahead, compacting has to fix every one of them.
            _live[i] = new Node { Other = i == 0 ? null : _live[random.Next(i)] };
        }

        for (var i = 0; i < allocators; i++)
        {
            Start(Allocate, $"allocator {i}");
        }

        Start(Collect, "collector");
    }

    /// <summary>A load like a game's or a busy service's.</summary>
    public static GarbageStorm Moderate() => new(1, 1_000_000, TimeSpan.FromMilliseconds(200));

    /// <summary>A load that does little but collect.</summary>
    public static GarbageStorm Heavy() => new(2, 6_000_000, TimeSpan.FromMilliseconds(20));

    /// <summary>Full collections since the start.</summary>
    public int Gen2Collections => GC.CollectionCount(2) - _gen2Before;

    /// <summary>How long collections have held all managed threads since the start, in sum.</summary>
    public TimeSpan TotalPause => GC.GetTotalPauseDuration() - _pauseBefore;

    /// <summary>The longest forced collection.</summary>
    public TimeSpan LongestCollection => Stopwatch.GetElapsedTime(0, Interlocked.Read(ref _longestCollectionTicks));

    /// <summary>Ends it and waits for its threads.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _threads.ForEach(thread => thread.Join());
        _stop.Dispose();
        GC.KeepAlive(_live);
    }

    private void Start(ThreadStart body, string name)
    {
        var thread = new Thread(body) { Name = $"storm {name}", IsBackground = true };
        _threads.Add(thread);
        thread.Start();
    }

    private void Allocate()
    {
        var window = new object[4096];
        var random = new Random(2);
        for (var i = 0; !_stop.IsCancellationRequested; i++)
        {
            window[i % window.Length] = (i & 7) switch
            {
                0 => new byte[random.Next(64, 4096)],
                1 => new string('x', random.Next(1, 200)),
                _ => new Node { Other = window[random.Next(window.Length)] as Node },
            };

            // Lives for a while, then dies old: what a full collection is there for.
            if ((i & 63) == 0)
            {
                _live[random.Next(_live.Length)] = new Node();
            }

            // A chain of nodes that each name an older one would never die.
            if ((i & 0xFFFF) == 0)
            {
                Array.Clear(window);
            }
        }
    }

    private void Collect()
    {
        while (!_stop.IsCancellationRequested)
        {
            var from = Stopwatch.GetTimestamp();
            GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
            _longestCollectionTicks = Math.Max(_longestCollectionTicks, Stopwatch.GetTimestamp() - from);
            _stop.Token.WaitHandle.WaitOne(_rest);
        }
    }

    private sealed class Node
    {
        public Node? Other;
        public readonly byte[] Ballast = new byte[96];
    }
}
