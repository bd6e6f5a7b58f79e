using System.Text.Json;
using System.Text.Json.Nodes;
using AuthMethods.Wire.Json;

namespace AuthMethods.Directory;

/// <summary>The properties of applications and service principals that are only read and written, never queried: a row stores them as JSON.</summary>
internal static class StoredSettings
{
    // They have columns of their own.
    private static readonly string[] Columns = ["displayName", "accountEnabled"];

    /// <summary>An object with the stored values in place of its defaults.</summary>
    public static T Apply<T>(T defaults, string? stored) where T : class
    {
        if (stored is null) return defaults;
        var type = GraphJson.TypeOf<T>();
        var whole = JsonSerializer.SerializeToNode(defaults, type)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(stored)!.AsObject()) whole[name] = value?.DeepClone();
        return whole.Deserialize(type)!;
    }

    /// <summary>JSON of the properties that a request can set.</summary>
    public static string Write<T>(T item) where T : class
    {
        var type = GraphJson.TypeOf<T>();
        var settings = JsonSerializer.SerializeToNode(item, type)!.AsObject();
        foreach (var property in type.Properties.Where(p => p.Has<ComputedAttribute>() || Columns.Contains(p.Name))) settings.Remove(property.Name);
        return settings.ToJsonString();
    }
}
