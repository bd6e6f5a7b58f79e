using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Seed;
using AuthMethods.Storage.Tests.Engines;
using AuthMethods.Tests.Server;
using AuthMethods.Tests.Wire;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using Microsoft.AspNetCore.Routing.Patterns;

namespace AuthMethods.Storage.Tests.Graph;

/// <summary>A text longer than its column is refused in Graph's words or stored elsewhere; it never reaches an engine that enforces the length.</summary>
[Collection(EngineServers.Collection)]
public sealed class LongValuesTests(EngineServers servers)
{
    private static readonly int[] Lengths = [300, 2_000];

    [SkippableTheory, EachEngine]
    public async Task EveryText_OfEveryBody_WhenItIsLong_NeverFails(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var ids = await IdsAsync(tenant);
        var (faults, sent) = (new List<string>(), 0);
        foreach (var route in EveryRoute.Of(tenant.Server.Services)
            .Where(r => r is { Version: "beta", Takes: not null } && !r.Pattern.RawText!.Contains("me/", StringComparison.Ordinal)))
        {
            foreach (var (changed, body) in BodiesOf(route.Takes!, tenant.Domain))
            {
                // A token for each call, because some of them end the caller's sessions.
                var admin = await tenant.WithMfaAsync("global.admin");
                var path = route.Path(
                    name => name == "user" ? SampleTenant.UserId(23).ToString() : ids.GetValueOrDefault(Before(route.Pattern, name), "nothing"));

                var answer = await admin.AnswerAsync(route.Method, path, body.ToJsonString());

                sent++;
                if ((int)answer.Status >= 500) faults.Add($"{route} with a long {changed}: {answer.Text}");
                if (answer is { Status: HttpStatusCode.Created, Headers.Location: { } created }) await admin.DeleteAnswerAsync(created.ToString());
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.True(sent > 200, $"only {sent} requests were sent");
    }

    [SkippableTheory, EachEngine]
    public async Task Headers_WhenTheyAreLong_LeaveTheRecordAsItWouldBe(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");

        (await admin.AnswerAsync(
            HttpMethod.Post, $"/v1.0/users/{tenant.Name("balas")}/authentication/emailMethods", """{"emailAddress":"balas@fabrikam.com"}""",
            headers: [("client-request-id", new string('x', 2_000)), ("User-Agent", new string('x', 2_000))])).Is(HttpStatusCode.Created);
    }

    /// <summary>Copies of a body's example, each with one text property of its type replaced by a long value.</summary>
    private static IEnumerable<(string Changed, JsonNode Body)> BodiesOf(TakesAttribute takes, string domain)
    {
        JsonObject Example() => JsonNode.Parse(takes.Example.ToJsonString().Replace("contoso.com", domain, StringComparison.Ordinal))!.AsObject();
        foreach (var length in Lengths)
        {
            var text = new string('x', length);
            for (var i = 0; i < TextsIn(Example()).Count(); i++)
            {
                var body = Example();
                var changed = TextsIn(body).ElementAt(i);
                var name = changed.GetPath();
                // A value with a prescribed form stays valid when it is long.
                changed.ReplaceWith(
                    name.EndsWith("userPrincipalName", StringComparison.Ordinal) ? $"{text}@{domain}"
                    : name.EndsWith("emailAddress", StringComparison.Ordinal) ? $"x@{text}.com"
                    : text);
                if (body["userPrincipalName"] is not null && !name.EndsWith("userPrincipalName", StringComparison.Ordinal))
                {
                    body["userPrincipalName"] = $"u{Guid.NewGuid():N}@{domain}";
                }

                yield return (name, body);
            }

            if (takes.Type is null) continue;
            foreach (var property in GraphJson.Of(GraphVersion.Beta).GetTypeInfo(takes.Type).Properties.Where(p => !takes.Example.ContainsKey(p.Name)))
            {
                var body = Example();
                if (body["userPrincipalName"] is not null) body["userPrincipalName"] = $"u{Guid.NewGuid():N}@{domain}";
                if (property.PropertyType == typeof(string)) body[property.Name] = text;
                else if (typeof(IEnumerable<string>).IsAssignableFrom(property.PropertyType)) body[property.Name] = new JsonArray(text);
                else continue;
                yield return (property.Name, body);
            }
        }
    }

    private static IEnumerable<JsonValue> TextsIn(JsonNode? node) => node switch
    {
        JsonObject members => members.Where(m => !m.Key.StartsWith('@')).SelectMany(m => TextsIn(m.Value)),
        JsonArray items => items.SelectMany(TextsIn),
        JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.String => [value],
        _ => [],
    };

    /// <summary>The literal segment before a parameter, which tells what the parameter identifies.</summary>
    private static string Before(RoutePattern pattern, string parameter)
    {
        var index = pattern.PathSegments.ToList().FindIndex(s => s.Parts.Any(p => p is RoutePatternParameterPart { Name: var name } && name == parameter));
        return string.Concat(pattern.PathSegments[index - 1].Parts.OfType<RoutePatternLiteralPart>().Select(p => p.Content));
    }

    /// <summary>One object of each kind that can be changed.</summary>
    private static async Task<Dictionary<string, string>> IdsAsync(TestTenant tenant)
    {
        var admin = await tenant.AsAsync("global.admin");
        var strength = await CreateAsync("/v1.0/policies/authenticationStrengthPolicies", """{"displayName":"Contoso","allowedCombinations":["fido2"]}""");
        var adele = $"/beta/users/{SampleTenant.UserId(23)}/authentication";
        var ids = new Dictionary<string, string>
        {
            ["groups"] = "00000000-0000-4000-8000-000000000101",
            ["roleDefinitions"] = await CreateAsync(
                "/v1.0/roleManagement/directory/roleDefinitions",
                """{"displayName":"Key cutter","isEnabled":true,"rolePermissions":[{"allowedResourceActions":"""
                    + """["microsoft.directory/users/basic/update"]}]}"""),
            ["hardwareOathDevices"] = await CreateAsync(
                "/beta/directory/authenticationMethodDevices/hardwareOathDevices",
                """{"serialNumber":"TOTP-1","manufacturer":"Contoso","model":"1000","secretKey":"6PJ4UKIW33NNXYZAEHQNFUFTZF7WFTFB","timeIntervalInSeconds":"""
                    + """30}"""),
            ["authenticationMethodConfigurations"] = "26310fee-860b-4eab-8749-ab730dcf335e",
            ["authenticationStrengthPolicies"] = strength,
            ["policies"] = strength,
            ["combinationConfigurations"] = await CreateAsync(
                $"/v1.0/policies/authenticationStrengthPolicies/{strength}/combinationConfigurations",
                """{"@odata.type":"#microsoft.graph.fido2CombinationConfiguration","appliesToCombinations":["fido2"]"""
                    + ""","allowedAAGUIDs":["2fc0579f-8113-47ea-b116-bb5a8db9202a"]}"""),
            ["methods"] = "28c10230-6103-485e-b985-444c60001490",
        };
        foreach (var kind in new[] { "phoneMethods", "emailMethods", "fido2Methods", "hardwareOathMethods", "passwordMethods" })
        {
            ids[kind] = (string)(await admin.GetAnswerAsync($"{adele}/{kind}")).Is(HttpStatusCode.OK).Value[0]!["id"]!;
        }

        return ids;

        async Task<string> CreateAsync(string path, string body) => (string)(await admin.PostAnswerAsync(path, body)).Is(HttpStatusCode.Created).Json["id"]!;
    }
}
