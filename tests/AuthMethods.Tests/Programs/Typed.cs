using System.Text.Json.Nodes;

namespace AuthMethods.Tests.Programs;

/// <summary>How programs find the typed address of an item of the mixed list of methods.</summary>
internal static class Typed
{
    private const string Prefix = "#microsoft.graph.";
    private const string Suffix = "AuthenticationMethod";

    /// <summary>The address below <c>authentication/</c>; null for the password, which cannot be deleted.</summary>
    public static string? Path(JsonNode method)
    {
        var type = (string)method["@odata.type"]!;
        var name = type[Prefix.Length..^Suffix.Length];
        return name switch
        {
            "password" => null,
            "qrCodePin" => "qrCodePinMethod",
            "external" or "resourceAccountKey" => $"{name}AuthenticationMethods/{method["id"]}",
            _ => $"{name}Methods/{method["id"]}",
        };
    }
}
