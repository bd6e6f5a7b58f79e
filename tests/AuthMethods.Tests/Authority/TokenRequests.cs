using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Authority;

/// <summary>Requests to the token endpoint as clients send them.</summary>
internal static partial class TokenRequests
{
    public const string Default = "https://graph.microsoft.com/.default";

    public static Task<Answer> TokenAsync(this TestTenant tenant, params (string Name, string Value)[] form) => tenant.TokenAtAsync(tenant.Id.ToString(), form);

    /// <param name="tenant">The tenant.</param>
    /// <param name="segment">The tenant segment of the path.</param>
    /// <param name="form">The fields; those without a value are left out.</param>
    public static Task<Answer> TokenAtAsync(this TestTenant tenant, string segment, params (string Name, string Value)[] form) =>
        tenant.Server.Client().AnswerAsync(HttpMethod.Post, $"/{segment}/oauth2/v2.0/token", Encoded(form), "application/x-www-form-urlencoded");

    public static (string Name, string Value)[] OfApplication(params (string Name, string Value)[] changes) => Changed(changes,
        ("grant_type", "client_credentials"),
        ("client_id", SampleTenant.Provisioning.ToString()),
        ("client_secret", SampleTenant.ProvisioningSecret),
        ("scope", Default));

    public static (string Name, string Value)[] OfUser(this TestTenant tenant, string alias, params (string Name, string Value)[] changes) => Changed(changes,
        ("grant_type", "password"), ("client_id", SampleTenant.AdminTools.ToString()), ("username", tenant.Name(alias)), ("password", SampleTenant.Password),
        ("scope", $"{Default} openid profile offline_access"), ("client_info", "1"));

    public static (string Name, string Value)[] OfRefresh(string token, params (string Name, string Value)[] changes) => Changed(changes,
        ("grant_type", "refresh_token"), ("client_id", SampleTenant.AdminTools.ToString()), ("refresh_token", token));

    public static string Encoded(IEnumerable<(string Name, string Value)> form) =>
        string.Join('&', form.Where(f => f.Value.Length > 0).Select(f => $"{f.Name}={Uri.EscapeDataString(f.Value)}"));

    /// <summary>A field of the JSON answer, as text.</summary>
    public static string Field(this Answer answer, string name) => answer.Json[name]!.ToString();

    /// <summary>The claims of a token in the answer.</summary>
    public static JsonNode Claims(this Answer answer, string token = "access_token") => ClaimsOf(answer.Field(token));

    public static JsonNode ClaimsOf(string token) =>
        JsonNode.Parse(Encoding.UTF8.GetString(Microsoft.IdentityModel.Tokens.Base64UrlEncoder.DecodeBytes(token.Split('.')[1])))!;

    /// <summary>Asserts every property of an error response.</summary>
    public static void IsRefused(this Answer answer, HttpStatusCode status, string error, int code, string? subError = null)
    {
        Assert.True(status == answer.Status, answer.Text);
        Assert.Equal((error, code, subError), (answer.Field("error"), (int)answer.Json["error_codes"]!.AsArray().Single()!, (string?)answer.Json["suberror"]));
        var description = Description().Match(answer.Field("error_description"));
        Assert.True(description.Success, answer.Text);
        Assert.Equal(code.ToString(System.Globalization.CultureInfo.InvariantCulture), description.Groups["code"].Value);
        Assert.Equal(answer.Field("trace_id"), description.Groups["trace"].Value);
        Assert.Equal(answer.Field("correlation_id"), description.Groups["correlation"].Value);
        Assert.Equal(answer.Field("timestamp"), description.Groups["at"].Value);
        Assert.Equal("application/json", answer.ContentHeaders.ContentType!.MediaType);
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    private static (string Name, string Value)[] Changed((string Name, string Value)[] changes, params (string Name, string Value)[] form) =>
        [.. form.Where(f => !changes.Any(c => c.Name == f.Name)), .. changes];

    [GeneratedRegex(
        @"^AADSTS(?<code>\d+): .+ Trace ID: (?<trace>[0-9a-f-]{36}) Correlation ID: (?<correlation>[0-9a-f-]{36})"
        + @" Timestamp: (?<at>\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ)$")]
    private static partial Regex Description();
}
