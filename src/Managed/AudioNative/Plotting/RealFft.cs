// SPDX-License-Identifier: MIT
using System.Numerics;

namespace AudioNative.Plotting;

/// <summary>
/// The discrete Fourier transform of real numbers, a power of two of them: taken in pairs as half as many complex
/// numbers, transformed in place (radix 2), and then pulled apart.
/// </summary>
internal sealed class RealFft
{
    private readonly Complex[] _work;
    private readonly Complex[] _turns;
    private readonly int[] _reversed;

    public RealFft(int size)
    {
        if (size < 4 || !BitOperations.IsPow2(size))
        {
            throw new ArgumentException($"The size is a power of two from 4 on, not {size}.", nameof(size));
        }

        Size = size;
        int half = size / 2;
        _work = new Complex[half];
        _turns = new Complex[half];
        _reversed = new int[half];
        int bits = BitOperations.Log2((uint)half);
        for (int i = 0; i < half; i++)
        {
            _turns[i] = Complex.FromPolarCoordinates(1, -2 * Math.PI * i / size);
            for (int bit = 0; bit < bits; bit++)
            {
                _reversed[i] |= ((i >> bit) & 1) << (bits - 1 - bit);
            }
        }
    }

    public int Size { get; }

    /// <summary>Writes |X[k]|² of the bins 0 to Size / 2, each included.</summary>
    public void GetPower(ReadOnlySpan<float> samples, Span<double> power)
    {
        int half = Size / 2;
        for (int i = 0; i < half; i++)
        {
            _work[_reversed[i]] = new(samples[2 * i], samples[2 * i + 1]);
        }

        for (int span = 1; span < half; span *= 2)
        {
            int stride = half / span; // of _turns, which go round once in Size steps
            for (int start = 0; start < half; start += 2 * span)
            {
                for (int i = 0; i < span; i++)
                {
                    Complex turned = _work[start + i + span] * _turns[i * stride];
                    _work[start + i + span] = _work[start + i] - turned;
                    _work[start + i] += turned;
                }
            }
        }

        for (int k = 0; k <= half; k++)
        {
            Complex even = _work[k % half];
            Complex odd = Complex.Conjugate(_work[(half - k) % half]);
            Complex turn = k == half ? -1 : _turns[k];
            Complex bin = (even + odd) / 2 + turn * (even - odd) / new Complex(0, 2);
            power[k] = bin.Real * bin.Real + bin.Imaginary * bin.Imaginary;
        }
    }
}
