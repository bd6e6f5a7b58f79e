using AuthMethods.Graph;
using AuthMethods.Storage;

namespace AuthMethods.Features.Operations;

/// <summary>Graph's <c>longRunningOperation</c>.</summary>
[GraphType("longRunningOperation")]
public sealed class LongRunningOperation
{
    public required string Id { get; init; }
    public DateTimeOffset CreatedDateTime { get; init; }
    public DateTimeOffset LastActionDateTime { get; init; }
    public OperationStatus Status { get; init; }
    public string? StatusDetail { get; init; }
    /// <summary>The URL of what was acted on.</summary>
    public string? ResourceLocation { get; init; }

    public static LongRunningOperation From(OperationRow row, string root) => new()
    {
        Id = row.Id.ToString(),
        CreatedDateTime = row.CreatedDateTime,
        LastActionDateTime = row.LastActionDateTime,
        Status = row.Status,
        StatusDetail = row.StatusDetail,
        ResourceLocation = $"{root}/{row.ResourceLocation}",
    };
}
