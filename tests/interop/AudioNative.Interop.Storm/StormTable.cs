// SPDX-License-Identifier: MIT

using System.Globalization;
using System.Text;

namespace AudioNative.Interop;

/// <summary>Sets reports one below the other.</summary>
public static class StormTable
{
    private static readonly (string Head, Func<StormReport, string> Cell)[] s_columns =
    [
        ("", report => report.Name),
        ("buffer ms", report => Number(report.BufferFrames / report.SampleRate * 1000, 2)),
        ("callbacks", report => Number(report.Callbacks, 0)),
        ("longest callback ms", report => Number(report.LongestCallbackMs, 3)),
        ("over the buffer", report => Number(report.LateCallbacks, 0)),
        ("longest gap ms", report => Number(report.LongestGapMs, 3)),
        ("xruns", report => Number(report.Xruns, 0)),
        ("gen-2 GCs", report => Number(report.Gen2Collections, 0)),
        ("longest GC ms", report => Number(report.LongestCollectionMs, 1)),
        ("all threads held ms", report => Number(report.TotalPauseMs, 0)),
        ("real-time", report => report.IsRealtime ? "yes" : "no"),
    ];

    /// <summary>A Markdown table, aligned to be read as it is.</summary>
    public static string Of(IEnumerable<StormReport> reports)
    {
        var rows = reports.Select(report => Array.ConvertAll(s_columns, column => column.Cell(report))).ToList();
        rows.Insert(0, Array.ConvertAll(s_columns, column => column.Head));
        var widths = Enumerable.Range(0, s_columns.Length).Select(i => rows.Max(row => row[i].Length)).ToArray();
        var text = new StringBuilder();
        for (var r = 0; r < rows.Count; r++)
        {
            Line(rows[r].Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i])));
            if (r == 0)
            {
                Line(widths.Select((width, i) => i == 0 ? new string('-', width) : new string('-', width - 1) + ':'));
            }
        }

        return text.ToString();

        void Line(IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).AppendLine(" |");
    }

    private static string Number(double value, int digits) =>
        value.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
