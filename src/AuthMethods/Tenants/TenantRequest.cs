using System.Text.Json;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;

namespace AuthMethods.Tenants;

/// <summary>What a new tenant is created from.</summary>
internal enum TenantSource
{
    Sample,
    Empty,
    Snapshot,
    Export,
}

/// <summary>The body with which a tenant is created.</summary>
/// <param name="Source">What it is created from.</param>
/// <param name="Domain">Its default domain; null for that of an export.</param>
/// <param name="DisplayName">Null for that of the source.</param>
internal sealed record TenantRequest(TenantSource Source, string? Domain, string? DisplayName)
{
    private static readonly HashSet<string> Names = new(["from", "domain", "displayName"], StringComparer.OrdinalIgnoreCase);

    public Guid? SnapshotId { get; private init; }

    public JsonElement Export { get; init; }

    public static TenantRequest Read(GraphBody body)
    {
        if (body.IsEmpty) throw GraphErrors.EmptyPayload();
        body.RefuseOthers(Names);
        var sent = body.Parameters();
        var from = body.Member("from") ?? throw TenantErrors.UnknownSource();
        var snapshot = Guid.Empty;
        var source = from.ValueKind switch
        {
            JsonValueKind.Object => TenantSource.Export,
            JsonValueKind.String => from.GetString() switch
            {
                "sample" => TenantSource.Sample,
                "empty" => TenantSource.Empty,
                var text when GuidKey.TryParse(text, out snapshot) && snapshot != Guid.Empty => TenantSource.Snapshot,
                _ => throw TenantErrors.UnknownSource(),
            },
            _ => throw TenantErrors.UnknownSource(),
        };
        var name = sent.ShortText("displayName");
        if (name?.Length == 0) throw GraphErrors.InvalidMethodValue("displayName");
        var domain = sent.ShortText("domain");
        return new(source, domain is null && source == TenantSource.Export ? null : Domains.Read(domain), name)
        {
            SnapshotId = source == TenantSource.Snapshot ? snapshot : null,
            Export = source == TenantSource.Export ? from : default,
        };
    }
}
