using System.Linq.Expressions;
using AuthMethods.Storage;

namespace AuthMethods.Directory;

/// <summary>A product for which a tenant can have licenses.</summary>
internal sealed record Sku(Guid Id, string PartNumber, IReadOnlyList<SkuPlan> Plans)
{
    /// <summary>How many licenses for each product a tenant has: as many as a Microsoft 365 developer tenant.</summary>
    public const int Units = 25;

    private static readonly Sku PremiumP2 = new(new("84a661c4-e949-4bd2-a560-ed7766fcaf2b"), "AAD_PREMIUM_P2",
    [
        new(new("eec0eb4f-6444-4f95-aba0-50c24d67f998"), "AAD_PREMIUM_P2", "AADPremiumService"),
        new(new("41781fb2-bc02-4b7c-bd55-b576c07bb09d"), "AAD_PREMIUM", "AADPremiumService"),
        new(new("8a256a2b-b617-496d-b51b-e76466e88db0"), "MFA_PREMIUM", "MultiFactorService"),
    ]);

    private static readonly Sku[] All = [PremiumP2];

    /// <summary>The key of the service that a plan, given by its id in lower case, is part of.</summary>
    public static Expression<Func<string, string>> ServiceKeyOf { get; } = ServiceKeys();

    /// <summary>A tenant with the premium profile has Microsoft Entra ID P2, which brings P1 and multi-factor authentication; any other has none.</summary>
    public static IReadOnlyList<Sku> Of(TenantRow tenant) => tenant.LicenseProfile == "premium" ? [PremiumP2] : [];

    public static Sku? Find(Guid id) => All.FirstOrDefault(sku => sku.Id == id);

    public static SkuPlan? FindPlan(Guid id) => All.SelectMany(sku => sku.Plans).FirstOrDefault(plan => plan.Id == id);

    private static Expression<Func<string, string>> ServiceKeys()
    {
        var id = Expression.Parameter(typeof(string), "plan");
        var key = All.SelectMany(sku => sku.Plans).Aggregate((Expression)Expression.Constant(""), (others, plan) =>
            Expression.Condition(Expression.Equal(id, Expression.Constant($"{plan.Id}")), Expression.Constant(TextKey.Of(plan.Service)), others));
        return Expression.Lambda<Func<string, string>>(key, id);
    }
}

/// <summary>A service plan of a product.</summary>
/// <param name="Service">The service that the plan is part of, as users' <c>assignedPlans</c> name it.</param>
internal sealed record SkuPlan(Guid Id, string Name, string Service);
