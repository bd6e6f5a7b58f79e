using System.Text.Json.Nodes;
using AuthMethods.Admin.Calls;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Admin.Policies;

/// <summary>A policy as somebody wants it, beside how it is now.</summary>
public sealed class Draft
{
    /// <summary>The lists of groups whom a policy is for, or not for.</summary>
    public static readonly (string Name, string Text)[] TargetLists = [("includeTargets", "Include"), ("excludeTargets", "Exclude")];

    /// <summary>The id of a target that means all users.</summary>
    public const string AllUsers = "all_users";

    private static readonly string[] Fixed = ["id", "includeTargets", "excludeTargets"];

    private Draft(JsonObject now, JsonObject wanted) => (Now, Wanted) = (now, wanted);

    public JsonObject Now { get; }

    public JsonObject Wanted { get; }

    /// <summary>The properties that change, with what they are to be.</summary>
    public JsonObject Changes =>
        new(Wanted.Where(p => !JsonNode.DeepEquals(p.Value, Now[p.Key])).Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())));

    /// <summary>The settings of a policy, without its targets.</summary>
    public static IEnumerable<Setting> SettingsOf(JsonObject policy) => Setting.In(policy, Fixed);

    /// <summary>The settings of a target.</summary>
    public static IEnumerable<Setting> SettingsOfTarget(JsonNode? target) => target is JsonObject all ? Setting.In(all, Fixed) : [];

    public static IEnumerable<JsonNode> TargetsIn(JsonObject policy, string list) => policy[list] is JsonArray targets ? targets.OfType<JsonNode>() : [];

    /// <summary>The fields of the form over what the API says now.</summary>
    /// <param name="now">What the API says.</param>
    /// <param name="sent">The form.</param>
    /// <param name="groups">The ids of the groups that it names.</param>
    public static Draft Of(JsonObject now, IQueryCollection sent, IReadOnlyDictionary<string, string> groups)
    {
        var wanted = (JsonObject)now.DeepClone();
        foreach (var setting in SettingsOf(now)) Put(wanted, setting.Name, setting.Entered(sent));
        foreach (var (list, _) in TargetLists.Where(list => now[list.Name] is JsonArray)) wanted[list] = Targets(now, list, sent, groups);
        return new(now, wanted);
    }

    /// <summary>The names and ids of groups that the form adds to a list.</summary>
    public static IEnumerable<string> Added(IQueryCollection sent, string list) =>
        sent[$"{list}.add"].ToString().Split(['\n', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static JsonArray Targets(JsonObject now, string list, IQueryCollection sent, IReadOnlyDictionary<string, string> groups)
    {
        var targets = new JsonArray();
        foreach (var target in TargetsIn(now, list).Where(target => !sent.ContainsKey($"{list}.{target.Text("id")}.remove")))
        {
            var kept = (JsonObject)target.DeepClone();
            foreach (var setting in SettingsOfTarget(target)) Put(kept, setting.Name, setting.Entered(sent, $"{list}.{target.Text("id")}."));
            targets.Add(kept);
        }

        foreach (var id in Added(sent, list).Select(name => groups.GetValueOrDefault(name, name)).Where(id => targets.All(t => t.Text("id") != id)))
        {
            targets.Add(new JsonObject { ["targetType"] = "group", ["id"] = id });
        }

        return targets;
    }

    private static void Put(JsonObject into, string name, JsonNode? value)
    {
        var path = name.Split('.');
        foreach (var step in path[..^1]) into = (JsonObject)into[step]!;
        into[path[^1]] = value;
    }
}
