// SPDX-License-Identifier: MIT
namespace AudioNative.Cli.Piece;

/// <summary>White noise, the same at every run (xorshift, Marsaglia 2003).</summary>
internal struct Noise(uint seed)
{
    private uint _state = seed == 0 ? 1 : seed;

    /// <summary>The next number, evenly spread from -1 to 1.</summary>
    public double Next()
    {
        _state ^= _state << 13;
        _state ^= _state >> 17;
        _state ^= _state << 5;
        return (int)_state / 2147483648.0;
    }
}
