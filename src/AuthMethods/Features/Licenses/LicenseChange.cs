using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.Licenses;

/// <summary>The parameters of <c>assignLicense</c>.</summary>
/// <param name="Added">Products with the service plans to disable.</param>
/// <param name="Removed">Products.</param>
internal sealed record LicenseChange(IReadOnlyDictionary<Guid, Guid[]> Added, IReadOnlyList<Guid> Removed)
{
    private static readonly string[] Required = ["addLicenses", "removeLicenses"];

    public static LicenseChange Read(GraphBody body)
    {
        if (body.IsEmpty) throw GraphErrors.EmptyPayload();
        var sent = body.Parameters();
        string[] missing = [.. Required.Where(name => !sent.HasValue(name))];
        if (missing.Length > 0) throw LicenseErrors.ParametersMissing(missing);
        var added = new Dictionary<Guid, Guid[]>();
        foreach (var license in sent.Bodies("addLicenses")!)
        {
            var parameters = license.Parameters();
            var sku = GuidOf(parameters.Text("skuId") ?? throw GraphErrors.ValueRequired("skuId"));
            Guid[] disabled = [.. (parameters.Texts("disabledPlans") ?? []).Select(GuidOf).Distinct()];
            if (!added.TryAdd(sku, disabled)) throw GraphErrors.InvalidValue("addLicenses");
        }

        Guid[] removed = [.. sent.Texts("removeLicenses")!.Select(GuidOf).Distinct()];
        return removed.Any(added.ContainsKey) ? throw GraphErrors.InvalidValue("removeLicenses") : new(added, removed);
    }

    private static Guid GuidOf(string text) => GuidKey.TryParse(text, out var id) ? id : throw GraphErrors.CannotConvert(text, "Edm.Guid");
}
