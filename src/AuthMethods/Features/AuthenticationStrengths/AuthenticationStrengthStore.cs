using AuthMethods.Access;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.AuthenticationStrengths;

/// <summary>The built-in strengths, which cannot be changed, and the custom ones.</summary>
internal sealed class AuthenticationStrengthStore(AuthDb db, Changes changes)
{
    public async Task<IReadOnlyList<AuthenticationStrengthPolicy>> ListAsync()
    {
        var rows = await db.Set<AuthenticationStrengthRow>().AsNoTracking().ToListAsync();
        return [.. AuthenticationStrengthPolicy.BuiltIn, .. rows.OrderBy(s => s.CreatedDateTime).ThenBy(s => s.Id).Select(AuthenticationStrengthPolicy.From)];
    }

    public async Task<AuthenticationStrengthPolicy?> FindAsync(string id)
    {
        if (BuiltIn(id) is { } builtIn) return builtIn;
        return GuidKey.TryParse(id, out var key) && await db.Set<AuthenticationStrengthRow>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == key) is { } row
            ? AuthenticationStrengthPolicy.From(row)
            : null;
    }

    public Task<AuthenticationStrengthPolicy> AddAsync(AuthenticationStrengthPolicy strength) => changes.ApplyAsync(change =>
    {
        var row = new AuthenticationStrengthRow
        {
            TenantId = change.TenantId,
            Id = Guid.NewGuid(),
            DisplayName = strength.DisplayName,
            Description = strength.Description,
            CreatedDateTime = change.Now,
            ModifiedDateTime = change.Now,
            AllowedCombinations = AuthenticationStrengthPolicy.Write(strength.AllowedCombinations),
        };
        change.Add(row);
        change.Record(AuditActivity.StrengthCreated, row.Id, row.DisplayName);
        return Task.FromResult(AuthenticationStrengthPolicy.From(row));
    });

    /// <summary>Sets the values that are not null. Combinations can only be repeated as they are.</summary>
    public Task<Outcome> UpdateAsync(
        string id, string? displayName, string? description, IReadOnlyList<AuthenticationMethodModes>? repeated) =>
        ChangeAsync(id, AuditActivity.StrengthUpdated, row =>
    {
        if (repeated is not null && AuthenticationStrengthPolicy.Write(repeated) != row.AllowedCombinations) return GraphErrors.CombinationsUpdatedSeparately();
        row.DisplayName = displayName ?? row.DisplayName;
        row.Description = description ?? row.Description;
        return null;
    });

    public Task<Outcome> DeleteAsync(string id) => changes.TryAsync(async change =>
    {
        if (await FindCustomAsync(change, id) is not { } row) return RefusalOf(id);
        change.Remove(row);
        change.Record(AuditActivity.StrengthDeleted, row.Id, row.DisplayName);
        return Outcome.Done;
    });

    /// <summary>Replaces all combinations and returns the previous ones. Configurations of a removed combination are removed too.</summary>
    public async Task<Outcome<AuthenticationMethodModes[]>> SetCombinationsAsync(string id, IReadOnlyList<AuthenticationMethodModes> combinations)
    {
        AuthenticationMethodModes[] replaced = [];
        var outcome = await ChangeAsync(id, AuditActivity.StrengthUpdated, row =>
        {
            var before = AuthenticationStrengthPolicy.From(row);
            row.AllowedCombinations = AuthenticationStrengthPolicy.Write(combinations);
            row.CombinationConfigurations = CombinationConfiguration.Write(
                before.CombinationConfigurations.Where(c => c.AppliesToCombinations.All(combinations.Contains)));
            replaced = [.. before.AllowedCombinations];
            return null;
        });
        return outcome.With(replaced);
    }

    public Task<Outcome> AddConfigurationAsync(string id, CombinationConfiguration configuration) =>
        ChangeAsync(id, AuditActivity.StrengthConditionCreated, row =>
        {
            var strength = AuthenticationStrengthPolicy.From(row);
            return SetConfigurations(row, strength, [.. strength.CombinationConfigurations, configuration]);
        });

    /// <param name="id">The strength's id.</param>
    /// <param name="configurationId">The combination configuration's id.</param>
    /// <param name="edit">Returns the replacement; null deletes the configuration.</param>
    public Task<Outcome> ReplaceConfigurationAsync(string id, string configurationId, Func<CombinationConfiguration, CombinationConfiguration>? edit) =>
        ChangeAsync(id, edit is null ? AuditActivity.StrengthConditionDeleted : AuditActivity.StrengthConditionUpdated, row =>
        {
            var strength = AuthenticationStrengthPolicy.From(row);
            var present = strength.CombinationConfigurations;
            var was = present.FirstOrDefault(c => c.Id.Equals(configurationId, StringComparison.OrdinalIgnoreCase));
            if (was is null) return GraphErrors.MethodNotFound();
            return SetConfigurations(row, strength, edit is null ? [.. present.Where(c => c != was)] : [.. present.Select(c => c == was ? edit(c) : c)]);
        });

    private static GraphException? SetConfigurations(
        AuthenticationStrengthRow row, AuthenticationStrengthPolicy strength, CombinationConfiguration[] configurations)
    {
        if (configurations.Select(c => c.InvalidProperty()).OfType<string>().FirstOrDefault() is { } invalid) return GraphErrors.InvalidMethodValue(invalid);
        var applied = configurations.SelectMany(c => c.AppliesToCombinations).ToArray();
        if (applied.Distinct().Count() != applied.Length || !applied.All(strength.AllowedCombinations.Contains))
        {
            return GraphErrors.InvalidMethodValue("appliesToCombinations");
        }

        row.CombinationConfigurations = CombinationConfiguration.Write(configurations);
        return null;
    }

    private Task<Outcome> ChangeAsync(string id, AuditActivity activity, Func<AuthenticationStrengthRow, GraphException?> edit) =>
        changes.TryAsync(async change =>
        {
            if (await FindCustomAsync(change, id) is not { } row) return RefusalOf(id);
            if (edit(row) is { } refusal) return refusal;
            (row.ModifiedDateTime, row.Version) = (change.Now, Guid.NewGuid());
            change.Record(activity, row.Id, row.DisplayName);
            return Outcome.Done;
        });

    private static async Task<AuthenticationStrengthRow?> FindCustomAsync(Change change, string id) =>
        GuidKey.TryParse(id, out var key) ? await change.Set<AuthenticationStrengthRow>().SingleOrDefaultAsync(s => s.Id == key) : null;

    private static GraphException RefusalOf(string id) => BuiltIn(id) is null ? GraphErrors.MethodNotFound() : GraphErrors.StrengthIsBuiltIn();

    private static AuthenticationStrengthPolicy? BuiltIn(string id) =>
        AuthenticationStrengthPolicy.BuiltIn.FirstOrDefault(s => s.Id.Equals(id, StringComparison.OrdinalIgnoreCase));
}
