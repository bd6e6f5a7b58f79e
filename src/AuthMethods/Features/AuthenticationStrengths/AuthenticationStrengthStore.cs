using AuthMethods.Access;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.AuthenticationStrengths;

/// <summary>Strengths: the built-in ones, which cannot be changed, and the tenant's own.</summary>
public sealed class AuthenticationStrengthStore(AuthDb db, Changes changes)
{
    public async Task<IReadOnlyList<AuthenticationStrengthPolicy>> ListAsync()
    {
        var rows = await Strengths(db).AsNoTracking().ToListAsync();
        return [.. AuthenticationStrengthPolicy.BuiltIn, .. rows.OrderBy(s => s.CreatedDateTime).ThenBy(s => s.Id).Select(AuthenticationStrengthPolicy.From)];
    }

    /// <summary>Null when there is none.</summary>
    public async Task<AuthenticationStrengthPolicy?> FindAsync(string id)
    {
        if (BuiltIn(id) is { } builtIn) return builtIn;
        return Guid.TryParse(id, out var key) && await Strengths(db).AsNoTracking().SingleOrDefaultAsync(s => s.Id == key) is { } row
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
        change.Record(Activity.StrengthCreated, row.Id, row.DisplayName);
        return Task.FromResult(AuthenticationStrengthPolicy.From(row));
    });

    /// <summary>Sets what is not null.</summary>
    public Task<bool> UpdateAsync(string id, string? displayName, string? description) => ChangeAsync(id, Activity.StrengthUpdated, row =>
    {
        row.DisplayName = displayName ?? row.DisplayName;
        row.Description = description ?? row.Description;
        return true;
    });

    public Task<bool> DeleteAsync(string id) => changes.ApplyAsync(async change =>
    {
        var row = await OwnAsync(change, id);
        change.Remove(row);
        change.Record(Activity.StrengthDeleted, row.Id, row.DisplayName);
        return true;
    });

    /// <summary>Replaces all combinations; what applied to one that is gone goes with it. Answers those before.</summary>
    public Task<IReadOnlyList<AuthenticationMethodModes>> SetCombinationsAsync(
        string id, IReadOnlyList<AuthenticationMethodModes> combinations) => ChangeAsync(id, Activity.StrengthUpdated, row =>
    {
        var before = AuthenticationStrengthPolicy.From(row);
        row.AllowedCombinations = AuthenticationStrengthPolicy.Write(combinations);
        row.CombinationConfigurations = CombinationConfiguration.Write(
            before.CombinationConfigurations.Where(c => c.AppliesToCombinations.All(combinations.Contains)));
        return before.AllowedCombinations;
    });

    public Task<bool> AddConfigurationAsync(string id, CombinationConfiguration configuration) =>
        ConfigureAsync(id, Activity.StrengthConditionCreated, present => [.. present, configuration]);

    /// <param name="id">The strength's id.</param>
    /// <param name="configurationId">The id of what applies to one of its combinations.</param>
    /// <param name="edit">The same with what is wanted changed.</param>
    public Task<bool> UpdateConfigurationAsync(string id, string configurationId, Func<CombinationConfiguration, CombinationConfiguration> edit) =>
        ConfigureAsync(id, Activity.StrengthConditionUpdated, present =>
        {
            var was = Of(present, configurationId);
            return [.. present.Select(c => c == was ? edit(c) : c)];
        });

    public Task<bool> DeleteConfigurationAsync(string id, string configurationId) => ConfigureAsync(id, Activity.StrengthConditionDeleted, present =>
    {
        var gone = Of(present, configurationId);
        return [.. present.Where(c => c != gone)];
    });

    private Task<bool> ConfigureAsync(
        string id, Activity activity,
        Func<IReadOnlyList<CombinationConfiguration>, IReadOnlyList<CombinationConfiguration>> edit) => ChangeAsync(id, activity, row =>
    {
        var strength = AuthenticationStrengthPolicy.From(row);
        var configurations = edit(strength.CombinationConfigurations);
        if (configurations.Select(c => c.InvalidProperty()).OfType<string>().FirstOrDefault() is { } invalid) throw GraphErrors.InvalidMethodValue(invalid);
        var applied = configurations.SelectMany(c => c.AppliesToCombinations).ToArray();
        if (applied.Distinct().Count() != applied.Length || !applied.All(strength.AllowedCombinations.Contains))
        {
            throw GraphErrors.InvalidMethodValue("appliesToCombinations");
        }

        row.CombinationConfigurations = CombinationConfiguration.Write(configurations);
        return true;
    });

    private Task<T> ChangeAsync<T>(string id, Activity activity, Func<AuthenticationStrengthRow, T> edit) => changes.ApplyAsync(async change =>
    {
        var row = await OwnAsync(change, id);
        var result = edit(row);
        (row.ModifiedDateTime, row.Version) = (change.Now, Guid.NewGuid());
        change.Record(activity, row.Id, row.DisplayName);
        return result;
    });

    /// <summary>A strength of the tenant's own; a built-in one is refused.</summary>
    private static async Task<AuthenticationStrengthRow> OwnAsync(Change change, string id)
    {
        if (BuiltIn(id) is not null) throw GraphErrors.StrengthIsBuiltIn();
        return Guid.TryParse(id, out var key) && await Strengths(change.Rows).SingleOrDefaultAsync(s => s.Id == key) is { } row
            ? row
            : throw GraphErrors.MethodNotFound();
    }

    private static AuthenticationStrengthPolicy? BuiltIn(string id) =>
        AuthenticationStrengthPolicy.BuiltIn.FirstOrDefault(s => s.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    private static CombinationConfiguration Of(IEnumerable<CombinationConfiguration> present, string id) =>
        present.FirstOrDefault(c => c.Id.Equals(id, StringComparison.OrdinalIgnoreCase)) ?? throw GraphErrors.MethodNotFound();

    private static DbSet<AuthenticationStrengthRow> Strengths(AuthDb db) => db.Set<AuthenticationStrengthRow>();
}
