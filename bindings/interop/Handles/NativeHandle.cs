// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace AudioNative.Interop;

/// <summary>
/// Owns one native object: freed once, and never under a running call, whatever the order of Dispose, finalizer and
/// process end.
/// </summary>
internal abstract class NativeHandle : SafeHandle
{
    protected NativeHandle(nint pointer)
        : base(0, ownsHandle: true) => SetHandle(pointer);

    public override bool IsInvalid => handle == 0;

    /// <summary>The public type that an <see cref="ObjectDisposedException"/> names.</summary>
    protected abstract string OwnerName { get; }

    /// <summary>Keeps the object alive for one call. Allocates nothing.</summary>
    /// <exception cref="ObjectDisposedException">It is disposed.</exception>
    internal Use Borrow()
    {
        var added = false;
        if (!IsClosed)
        {
            try
            {
                DangerousAddRef(ref added);
            }
            catch (ObjectDisposedException)
            {
                // Disposed on another thread just now: said below, in the caller's terms.
            }
        }

        return added ? new Use(this) : throw new ObjectDisposedException(OwnerName);
    }

    /// <summary>The pointer, for as long as this is not disposed.</summary>
    internal readonly ref struct Use(NativeHandle owner)
    {
        private readonly NativeHandle _owner = owner;

        internal nint Pointer => _owner.handle;

        public void Dispose() => _owner.DangerousRelease();
    }
}
