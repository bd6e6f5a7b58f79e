using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Directory;

/// <summary>The license that Graph requires for reports and for the sign-in log.</summary>
internal static class PremiumLicense
{
    private const string Free = "free";

    /// <summary>The refusal for a tenant without a premium license; null if it has one.</summary>
    public static async Task<GraphException?> RefusalAsync(this AuthDb db) =>
        await db.Tenants.Select(t => t.LicenseProfile).SingleAsync() == Free ? GraphErrors.NotPremium() : null;
}
