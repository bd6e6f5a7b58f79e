using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Credentials;
using AuthMethods.Features.HardwareOathMethods;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.HardwareOathMethods;

/// <summary>Hardware tokens as delivered: a serial number, a seed, and a display that shows codes.</summary>
internal static class Tokens
{
    public const string Inventory = "/beta/directory/authenticationMethodDevices/hardwareOathDevices";
    public const string Seed = "6PJ4UKIW33NNXYZAEHQNFUFTZF7WFTFB";

    public static JsonObject New(string serialNumber, int interval = 30, string hash = "hmacsha1") => new()
    {
        ["serialNumber"] = serialNumber, ["manufacturer"] = "Contoso", ["model"] = "Hardware Token 1000", ["secretKey"] = Seed,
        ["timeIntervalInSeconds"] = interval, ["hashFunction"] = hash,
    };

    /// <summary>Puts a token into the inventory.</summary>
    public static async Task<string> AddAsync(HttpClient admin, string serialNumber, int interval = 30, string hash = "hmacsha1") =>
        (string)(await admin.PostAnswerAsync(Inventory, New(serialNumber, interval, hash).ToJsonString())).Is(HttpStatusCode.Created).Json["id"]!;

    /// <summary>The code that a token shows now, or some steps from now.</summary>
    public static string Code(TestTenant tenant, int steps = 0, int interval = 30, HashFunction hash = HashFunction.Hmacsha1, string seed = Seed) =>
        TokenCodes.CodeAt((tenant.Server.Clock.GetUtcNow().ToUnixTimeSeconds() / interval) + steps, Base32.Decode(seed)!, hash);

    public static string Wrong(TestTenant tenant)
    {
        var right = Enumerable.Range(-2, 5).Select(step => Code(tenant, step)).ToHashSet();
        return Enumerable.Range(0, 10).Select(i => $"00000{i}").First(code => !right.Contains(code));
    }
}
