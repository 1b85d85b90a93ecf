# SPDX-License-Identifier: MIT
#
# ./build.ps1 [TARGET] [ARGUMENTS]: what build.sh is, for PowerShell. The native dependencies come from vcpkg or from the
# system; nothing is installed here but the build's own .NET tool.
param(
    [string] $Target = "Managed",
    [Parameter(ValueFromRemainingArguments = $true)] [string[]] $Rest = @()
)

$ErrorActionPreference = "Stop"
Set-Location $PSScriptRoot
$env:DOTNET_CLI_TELEMETRY_OPTOUT = "1"
$env:DOTNET_NOLOGO = "1"

if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
    throw "The .NET 10 SDK is missing: https://dotnet.microsoft.com/download"
}
$Target = $Target -replace "^--target=", ""
dotnet tool restore --verbosity quiet
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }

if ($Target -in "demo", "bench") {
    $env:AUDIONATIVE_ARGUMENTS = $Rest -join "`n"
    dotnet cake build.cake --target=$Target
} else {
    dotnet cake build.cake --target=$Target @Rest
}
exit $LASTEXITCODE
