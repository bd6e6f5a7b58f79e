using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.Organization;

/// <summary>Graph's <c>subscribedSku</c>: the license in the tenant's profile.</summary>
[GraphType("subscribedSku", Set = "subscribedSkus")]
[Example("""{"id":"aaaabbbb-0000-cccc-1111-dddd2222eeee_84a661c4-e949-4bd2-a560-ed7766fcaf2b","accountId":"aaaabbbb-0000-cccc-1111-dddd2222eeee","accountName":"Contoso","appliesTo":"User","capabilityStatus":"Enabled","consumedUnits":0,"prepaidUnits":{"enabled":25,"lockedOut":0,"suspended":0,"warning":0},"servicePlans":[{"appliesTo":"User","provisioningStatus":"Success","servicePlanId":"eec0eb4f-6444-4f95-aba0-50c24d67f998","servicePlanName":"AAD_PREMIUM_P2"}],"skuId":"84a661c4-e949-4bd2-a560-ed7766fcaf2b","skuPartNumber":"AAD_PREMIUM_P2","subscriptionIds":[]}""")]
public sealed class SubscribedSku
{
    public required string Id { get; init; }
    public required string AccountId { get; init; }
    public string? AccountName { get; init; }
    public string AppliesTo { get; init; } = "User";
    public string CapabilityStatus { get; init; } = "Enabled";
    public int ConsumedUnits { get; init; }
    public LicenseUnits PrepaidUnits { get; init; } = new(Sku.Units, LockedOut: 0, Suspended: 0, Warning: 0);
    public required IReadOnlyList<ServicePlan> ServicePlans { get; init; }
    public required Guid SkuId { get; init; }
    public required string SkuPartNumber { get; init; }
    public IReadOnlyList<string> SubscriptionIds { get; init; } = [];

    internal static SubscribedSku From(TenantRow tenant, Sku sku, int consumed) => new()
    {
        Id = $"{tenant.Id}_{sku.Id}",
        AccountId = tenant.Id.ToString(),
        AccountName = tenant.DisplayName,
        ConsumedUnits = consumed,
        ServicePlans = [.. sku.Plans.Select(plan => ServicePlan.From(plan))],
        SkuId = sku.Id,
        SkuPartNumber = sku.PartNumber,
    };
}

/// <summary>Graph's <c>licenseUnitsDetail</c>.</summary>
[GraphType("licenseUnitsDetail")]
public sealed record LicenseUnits(int Enabled, int LockedOut, int Suspended, int Warning);
