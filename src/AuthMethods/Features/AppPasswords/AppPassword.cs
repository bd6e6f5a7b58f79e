using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.AppPasswords;

/// <summary>A password for an app that cannot ask for a second factor.</summary>
[GraphType("appPassword")]
[Example("""{"id":"5b1a6b1e-9f0e-4c0e-8a8f-2d1f6d0f6b11","displayName":"Old mail client","password":null,"createdDateTime":"2026-01-15T09:30:00Z"}""")]
public sealed record AppPassword(string Id, string DisplayName, DateTimeOffset CreatedDateTime)
{
    /// <summary>Shown only when it is created.</summary>
    public string? Password { get; init; }

    internal static AppPassword From(AppPasswordRow row) => new(row.Id.ToString(), row.DisplayName, row.CreatedDateTime);
}
