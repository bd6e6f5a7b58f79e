using System.Text.Json;
using System.Text.Json.Nodes;

namespace AuthMethods.Admin.Calls;

/// <summary>What people enter that no page shows again, although it shows the call that carried it.</summary>
internal static class Masking
{
    private const string Mask = "…";

    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "currentPassword", "newPassword", "password", "secretKey", "code", "verificationCode",
    };

    /// <summary>A body in JSON without its secrets.</summary>
    public static string Of(string body)
    {
        try
        {
            if (body.Length == 0 || JsonNode.Parse(body) is not JsonObject all) return body;
            Hide(all);
            return all.ToJsonString();
        }
        catch (JsonException)
        {
            return Mask;
        }
    }

    private static void Hide(JsonObject all)
    {
        foreach (var (name, value) in all.ToArray())
        {
            if (value is JsonObject inner) Hide(inner);
            else if (Names.Contains(name) && value is not null) all[name] = Mask;
        }
    }
}
