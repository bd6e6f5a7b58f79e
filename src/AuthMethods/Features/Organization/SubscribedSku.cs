using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.Organization;

/// <summary>Graph's <c>subscribedSku</c>: the license in the tenant's profile.</summary>
[GraphType("subscribedSku", Set = "subscribedSkus")]
[Example("""{"id":"aaaabbbb-0000-cccc-1111-dddd2222eeee_84a661c4-e949-4bd2-a560-ed7766fcaf2b","accountId":"aaaabbbb-0000-cccc-1111-dddd2222eeee","accountName":"Contoso","appliesTo":"User","capabilityStatus":"Enabled","servicePlans":[{"appliesTo":"User","provisioningStatus":"Success","servicePlanId":"eec0eb4f-6444-4f95-aba0-50c24d67f998","servicePlanName":"AAD_PREMIUM_P2"}],"skuId":"84a661c4-e949-4bd2-a560-ed7766fcaf2b","skuPartNumber":"AAD_PREMIUM_P2"}""")]
public sealed class SubscribedSku
{
    private const string Premium = "84a661c4-e949-4bd2-a560-ed7766fcaf2b";

    public required string Id { get; init; }
    public required string AccountId { get; init; }
    public string? AccountName { get; init; }
    public string AppliesTo { get; init; } = "User";
    public string CapabilityStatus { get; init; } = "Enabled";
    public required IReadOnlyList<ServicePlan> ServicePlans { get; init; }
    public required string SkuId { get; init; }
    public required string SkuPartNumber { get; init; }

    /// <summary>A tenant with the premium profile has Microsoft Entra ID P2, which brings P1 and multi-factor authentication; any other has none.</summary>
    internal static IReadOnlyList<SubscribedSku> From(TenantRow tenant) => tenant.LicenseProfile != "premium" ? [] :
    [
        new()
        {
            Id = $"{tenant.Id}_{Premium}",
            AccountId = tenant.Id.ToString(),
            AccountName = tenant.DisplayName,
            SkuId = Premium,
            SkuPartNumber = "AAD_PREMIUM_P2",
            ServicePlans =
            [
                new("User", "Success", "eec0eb4f-6444-4f95-aba0-50c24d67f998", "AAD_PREMIUM_P2"),
                new("User", "Success", "41781fb2-bc02-4b7c-bd55-b576c07bb09d", "AAD_PREMIUM"),
                new("User", "Success", "8a256a2b-b617-496d-b51b-e76466e88db0", "MFA_PREMIUM"),
            ],
        },
    ];
}

/// <summary>Graph's <c>servicePlanInfo</c>.</summary>
public sealed record ServicePlan(string AppliesTo, string ProvisioningStatus, string ServicePlanId, string ServicePlanName);
