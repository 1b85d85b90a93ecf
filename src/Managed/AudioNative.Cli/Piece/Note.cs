// SPDX-License-Identifier: MIT
namespace AudioNative.Cli.Piece;

/// <summary>One event of a part.</summary>
/// <param name="Frame">When it begins, counted from the start of the piece.</param>
/// <param name="Hertz">Its pitch; percussion may ignore it.</param>
/// <param name="Velocity">How hard, 0 to 1.</param>
/// <param name="Frames">How long it is held.</param>
internal readonly record struct Note(long Frame, double Hertz, double Velocity, long Frames);
