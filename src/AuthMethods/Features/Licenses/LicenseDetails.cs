using System.Buffers.Text;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.Licenses;

/// <summary>Graph's <c>licenseDetails</c>: a license of a user with all service plans of its product.</summary>
[GraphType("licenseDetails")]
[Example("""{"id":"u7uqqgAAzMwREd3dIiLu7sRhpoRJ6dJLpWDtd2b8ryo","skuId":"84a661c4-e949-4bd2-a560-ed7766fcaf2b","skuPartNumber":"AAD_PREMIUM_P2","servicePlans":[{"appliesTo":"User","provisioningStatus":"Success","servicePlanId":"eec0eb4f-6444-4f95-aba0-50c24d67f998","servicePlanName":"AAD_PREMIUM_P2"}]}""")]
public sealed class LicenseDetails
{
    public required string Id { get; init; }
    public Guid SkuId { get; init; }
    public string? SkuPartNumber { get; init; }
    public required IReadOnlyList<ServicePlan> ServicePlans { get; init; }

    internal static LicenseDetails From(Guid tenant, UserLicense license)
    {
        var sku = Sku.Find(license.SkuId);
        return new()
        {
            Id = Base64Url.EncodeToString([.. tenant.ToByteArray(), .. license.SkuId.ToByteArray()]),
            SkuId = license.SkuId,
            SkuPartNumber = sku?.PartNumber,
            ServicePlans = [.. (sku?.Plans ?? []).Select(plan => ServicePlan.From(plan, isEnabled: !license.DisabledPlans.Contains(plan.Id)))],
        };
    }
}
