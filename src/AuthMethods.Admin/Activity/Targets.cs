using AuthMethods.Admin.Calls;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace AuthMethods.Admin.Activity;

/// <summary>Records about a user are found by the user's id, which Graph is asked for when people enter a user principal name.</summary>
/// <param name="Sent">The fields, with the id.</param>
/// <param name="Lookup">The call that found it; null if there was none.</param>
/// <param name="Problem">Why there are no rows; null if there can be.</param>
internal sealed record Targets(IQueryCollection Sent, GraphCall? Lookup, string? Problem)
{
    private const string Name = "target";

    public static async Task<Targets> OfAsync(Api api, Tab tab, IQueryCollection sent)
    {
        var name = sent[Name].ToString().Trim();
        if (!tab.Fields.Any(field => field.Name == Name) || !name.Contains('@', StringComparison.Ordinal)) return new(sent, null, null);
        var lookup = await api.GetAsync($"/v1.0/users/{Uri.EscapeDataString(name)}?$select=id");
        if (!lookup.IsSuccess) return new(sent, lookup, $"There is no user {name}");
        var values = sent.ToDictionary(field => field.Key, field => field.Value);
        values[Name] = new StringValues(lookup.Body.Text("id"));
        return new(new QueryCollection(values), lookup, null);
    }
}
