// SPDX-License-Identifier: MIT
namespace AudioNative.Tests.Support;

/// <summary>A folder of a test's own, gone when the test is over.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("audionative-");

    public string Path => _folder.FullName;

    public string File(string name) => System.IO.Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
