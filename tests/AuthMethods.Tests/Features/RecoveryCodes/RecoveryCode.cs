using System.Text.Json.Serialization;
using AuthMethods.Methods;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Tests.Features.RecoveryCodes;

[GraphType("recoveryCodeAuthenticationMethod")]
[Example(
    """{"id":"f1f1f1f1-0000-4000-8000-000000000001","displayName":"In the safe","code":null"""
        + ""","createdDateTime":"2026-01-15T09:30:00Z","lastUsedDateTime":null}""")]
public sealed class RecoveryCode : AuthenticationMethod
{
    public string? DisplayName { get; init; }

    /// <summary>Only in the answer that creates it.</summary>
    public string? Code { get; init; }

    internal static RecoveryCode From(RecoveryCodeRow row, string? code = null) =>
        new() { Id = row.Id, DisplayName = row.DisplayName, Code = code, CreatedDateTime = row.CreatedDateTime };
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(RecoveryCode))]
internal sealed partial class RecoveryCodesJson : JsonSerializerContext;
