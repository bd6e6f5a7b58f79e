using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.Operations;

/// <summary>Graph's <c>longRunningOperation</c>.</summary>
[GraphType("longRunningOperation")]
[Example("""{"id":"2a7d5f6e-0000-4000-8000-000000000001","createdDateTime":"2026-01-15T09:30:00Z","lastActionDateTime":"2026-01-15T09:30:00Z","status":"succeeded","statusDetail":null,"resourceLocation":"http://localhost:5080/v1.0/users/00000000-0000-4000-8000-000000000022/authentication/passwordMethods/28c10230-6103-485e-b985-444c60001490"}""")]
public sealed class LongRunningOperation
{
    public required string Id { get; init; }
    public DateTimeOffset CreatedDateTime { get; init; }
    public DateTimeOffset LastActionDateTime { get; init; }
    public OperationStatus Status { get; init; }
    public string? StatusDetail { get; init; }
    /// <summary>The URL of the affected resource.</summary>
    public string? ResourceLocation { get; init; }

    internal static LongRunningOperation From(OperationRow row, string root) => new()
    {
        Id = row.Id.ToString(),
        CreatedDateTime = row.CreatedDateTime,
        LastActionDateTime = row.LastActionDateTime,
        Status = row.Status,
        StatusDetail = row.StatusDetail,
        ResourceLocation = $"{root}/{row.ResourceLocation}",
    };
}
