using System.Text.Json;
using System.Text.Json.Nodes;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;

namespace AuthMethods.Methods.Policy;

/// <summary>A built-in configuration with its default values.</summary>
/// <param name="Place">Its position in the policy.</param>
/// <param name="Create">Creates it.</param>
internal sealed record DefaultConfiguration(int Place, Func<MethodConfiguration> Create);

/// <summary>The configurations of the policy, and how they are stored in rows.</summary>
internal sealed class MethodConfigurations
{
    private static readonly string[] Columns = ["id", "state", "includeTargets", "excludeTargets"];

    private readonly Dictionary<string, Func<MethodConfiguration>> _byId;
    private readonly Type _added;

    /// <param name="kinds">The kinds of method, with their configurations.</param>
    /// <param name="others">Configurations of methods that users don't register here.</param>
    public MethodConfigurations(MethodKinds kinds, IEnumerable<DefaultConfiguration> others)
    {
        _byId = kinds.All.SelectMany(k => k.Configurations).Concat(others).OrderBy(c => c.Place)
            .ToDictionary(c => c.Create().Id, c => c.Create, StringComparer.OrdinalIgnoreCase);
        _added = kinds.All.Select(k => k.AddedConfiguration).OfType<Type>().Single();
    }

    /// <summary>The ids of the built-in configurations, as Graph spells them.</summary>
    public IEnumerable<string> BuiltIn => _byId.Keys;

    internal bool IsBuiltIn(string id) => _byId.ContainsKey(id);

    /// <summary>All configurations of a tenant, from its stored rows: the built-in ones, then the added ones.</summary>
    public IReadOnlyList<MethodConfiguration> All(IEnumerable<MethodConfigurationRow> rows)
    {
        var stored = rows.ToDictionary(r => r.Id);
        var builtIn = BuiltIn.Select(id => stored.Remove(id, out var row) ? Read(row) : Default(id)!).ToArray();
        return [.. builtIn, .. stored.Values.Select(Read).OrderBy(c => c.Id, StringComparer.Ordinal)];
    }

    /// <summary>A built-in configuration with its default values; null if there is none. The id's case doesn't matter.</summary>
    public MethodConfiguration? Default(string id) => _byId.GetValueOrDefault(id)?.Invoke();

    /// <summary>The id in the case in which it is stored and shown.</summary>
    public string Canonical(string id) => Default(id)?.Id ?? id.ToLowerInvariant();

    public MethodConfiguration Read(MethodConfigurationRow row)
    {
        var settings = row.Settings is null ? [] : JsonNode.Parse(row.Settings)!.AsObject();
        settings["id"] = row.Id;
        settings["state"] = row.IsEnabled ? "enabled" : "disabled";
        settings["includeTargets"] = JsonNode.Parse(row.IncludeTargets);
        settings["excludeTargets"] = JsonNode.Parse(row.ExcludeTargets);
        return (MethodConfiguration)settings.Deserialize(GraphJson.Options.GetTypeInfo(TypeOf(row.Id)))!;
    }

    public static void Write(MethodConfiguration configuration, MethodConfigurationRow row)
    {
        var settings = ToJson(configuration);
        row.IsEnabled = configuration.State == MethodState.Enabled;
        row.IncludeTargets = settings["includeTargets"]!.ToJsonString();
        row.ExcludeTargets = settings["excludeTargets"]!.ToJsonString();
        foreach (var column in Columns) settings.Remove(column);
        row.Settings = settings.Count == 0 ? null : settings.ToJsonString();
    }

    public static bool AreEqual(MethodConfiguration one, MethodConfiguration other) => JsonNode.DeepEquals(ToJson(one), ToJson(other));

    private static JsonObject ToJson(MethodConfiguration configuration) =>
        JsonSerializer.SerializeToNode(configuration, GraphJson.Options.GetTypeInfo(configuration.GetType()))!.AsObject();

    private Type TypeOf(string id) => Default(id)?.GetType() ?? _added;
}
