using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;

namespace AuthMethods.Features.Registrations;

/// <summary>
/// Registers row by row. Each value is a separate change, with the rules, permissions and audit record of a single call. A refused value
/// does not affect the others, and an unchanged value is not written again.
/// </summary>
internal sealed class BulkRegistration(IEnumerable<IRegistrar> registrars, TargetUser.Finder users)
{
    private readonly (string Column, IRegistrar Registrar)[] _columns = [.. registrars.SelectMany(r => r.Columns, (r, column) => (column, r))];

    public async Task<IReadOnlyList<RegistrationResult>> ApplyAsync(IReadOnlyList<BulkRegistrationRow> rows)
    {
        var known = _columns.Select(c => c.Column).ToArray();
        if (rows.SelectMany(r => r.Values.Keys).FirstOrDefault(k => !known.Contains(k, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw GraphErrors.BadRegistrations($"'{unknown}' is not one of user, {string.Join(", ", known)}.");
        }

        var results = new List<RegistrationResult>();
        foreach (var row in rows)
        {
            foreach (var (column, registrar) in _columns)
            {
                if (row.Values.TryGetValue(column, out var value)) results.Add(await ApplyAsync(row, column, registrar, value));
            }

            if (row.Values.Count == 0) results.Add(new(row.Number, row.User, null, Registration.Unchanged));
        }

        return results;
    }

    private async Task<RegistrationResult> ApplyAsync(BulkRegistrationRow row, string column, IRegistrar registrar, string value)
    {
        try
        {
            var user = await users.GetAsync(row.User, registrar.Permission, SelfService.Write);
            return new(row.Number, row.User, column, await registrar.SetAsync(user, column, value));
        }
        catch (GraphException e)
        {
            return new(row.Number, row.User, column, Registration.Refused) { Code = e.Code, Message = e.Message };
        }
    }
}
