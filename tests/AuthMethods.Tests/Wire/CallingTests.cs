using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Seed;
using AuthMethods.Tests.Features.Batch;
using AuthMethods.Tests.Server;
using Microsoft.AspNetCore.Routing.Patterns;

namespace AuthMethods.Tests.Wire;

/// <summary>The ways to write a call of an action or a function.</summary>
public sealed class CallingTests() : AdminTests("global.admin")
{
    private const string Mobile = "3179e48a-750b-4051-897c-87b9720928f7";
    private const string Strength = "00000000-0000-0000-0000-000000000004";
    private const string Reports = "/beta/reports/authenticationMethods/";
    private const string Strengths = "/beta/policies/authenticationStrengthPolicies/";

    [Fact]
    public async Task EveryOperation_InEachLegalForm_AnswersAsInThePlainForm()
    {
        var different = new List<string>();
        var operations = EveryRoute.Of(_tenant.Server.Services).Where(r => r.Operation is not null).ToArray();
        Assert.Contains(operations, o => o.Operation!.Name == "creationOptions");
        Assert.Contains(operations, o => o.Operation!.Name == "revokeSignInSessions" && o.Pattern.RawText!.Contains("/me/", StringComparison.Ordinal));
        foreach (var operation in operations)
        {
            foreach (var (plain, forms) in Forms(operation))
            {
                var expected = await CallAsync(operation, plain);
                foreach (var form in forms)
                {
                    var (alone, inBatch) = (await CallAsync(operation, form), await CallInBatchAsync(operation, form));
                    if (alone != expected) different.Add($"{operation.Method} {form}: {alone} instead of {expected}");
                    if (inBatch != expected) different.Add($"{operation.Method} {form} in a batch: {inBatch} instead of {expected}");
                }
            }
        }

        Assert.True(different.Count == 0, string.Join('\n', different));
    }

    [Fact]
    public async Task Alias_IsResolvedFromTheQuery()
    {
        var all = (await _admin.GetAnswerAsync($"{Reports}usersRegisteredByMethod")).Json["totalUserCount"]!;

        var guests = (await _admin.GetAnswerAsync($"{Reports}usersRegisteredByMethod(includedUserTypes=@t,includedUserRoles=@r)?@t='guest'&@r='all'"))
            .Is(HttpStatusCode.OK).Json;
        var mixed = (await _admin.GetAnswerAsync($"{Reports}graph.usersRegisteredByMethod(includedUserRoles=@r,includedUserTypes='guest')?%40r=%27all%27"))
            .Is(HttpStatusCode.OK).Json;

        Assert.Equal((1, 1), ((int)guests["totalUserCount"]!, (int)mixed["totalUserCount"]!));
        Assert.NotEqual(1, (int)all);
    }

    [Theory]
    [InlineData("usersRegisteredByMethod(includedUserTypes=@t,includedUserRoles=@r)")]
    [InlineData("usersRegisteredByMethod(includedUserTypes=@t,includedUserRoles=@r)?@t=&@r=")]
    public async Task Alias_WithoutAValue_CountsAsLeftOut(string call) => Assert.Equal(
        "all", (string?)(await _admin.GetAnswerAsync(Reports + call)).Is(HttpStatusCode.OK).Json["userTypes"]);

    [Theory]
    [InlineData("@challengeTimeoutInMinutes=5")]
    [InlineData("challengeTimeoutInMinutes=5")]
    public async Task Alias_AsTheSdksWriteIt_IsResolved(string query) => (await _admin.GetAnswerAsync(
        $"/beta/users/{_tenant.Name("balas")}/authentication/fido2Methods/creationOptions(challengeTimeoutInMinutes=@challengeTimeoutInMinutes)?{query}"))
        .Is(HttpStatusCode.OK);

    [Fact]
    public async Task Alias_WithAnInvalidValue_IsRefusedAsTheValueIs() => (await _admin.GetAnswerAsync(
        $"/beta/users/{_tenant.Name("balas")}/authentication/fido2Methods/creationOptions(challengeTimeoutInMinutes=@m)?@m=4"))
        .Is(HttpStatusCode.BadRequest, "badRequest");

    [Theory]
    [InlineData("findByMethodMode(authenticationMethodModes=@m)?@m=['sms']", HttpStatusCode.OK)]
    [InlineData("FINDBYMETHODMODE(AUTHENTICATIONMETHODMODES=['sms'])", HttpStatusCode.OK)]
    [InlineData("microsoft.graph.findByMethodMode( authenticationMethodModes = [\"sms\",\"password,sms\"] )", HttpStatusCode.OK)]
    [InlineData("findByMethodMode(authenticationMethodModes=['a/b'])", HttpStatusCode.BadRequest)]
    [InlineData("findByMethodMode(authenticationMethodModes=['a%2Fb'])", HttpStatusCode.BadRequest)]
    [InlineData("findByMethodMode(authenticationMethodModes=['it''s (not)'])", HttpStatusCode.BadRequest)]
    [InlineData("findByMethodMode(authenticationMethodModes=@m)", HttpStatusCode.BadRequest)]
    [InlineData("findByMethodMode()", HttpStatusCode.BadRequest)]
    public async Task Argument_WithEverySortOfCharacter_ReachesTheFunction(string call, HttpStatusCode status)
    {
        var answer = (await _admin.GetAnswerAsync(Strengths + call)).Is(status);

        // An address that doesn't exist has the code BadRequest.
        if (status == HttpStatusCode.BadRequest) Assert.Equal("badRequest", answer.ErrorCode);
    }

    [Fact]
    public async Task Call_OfWhatOnlyBetaHas_IsUnknownOnV1()
    {
        var refused = await _admin.PostAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}/microsoft.graph.invalidateAllRefreshTokens");

        Assert.Equal(
            "Resource not found for the segment 'microsoft.graph.invalidateAllRefreshTokens'.",
            refused.Is(HttpStatusCode.BadRequest, "BadRequest").ErrorMessage);
    }

    [Theory]
    [InlineData("users/{kim}/memberOf/microsoft.graph.group")]
    [InlineData("users/{kim}/memberOf/graph.group")]
    [InlineData("users('{kim}')/transitiveMemberOf/GRAPH.directoryRole")]
    [InlineData("directory/deletedItems/graph.user")]
    public async Task Casts_AreNoCalls(string path) =>
        (await _admin.GetAnswerAsync($"/v1.0/{path.Replace("{kim}", _tenant.Name("kim"), StringComparison.Ordinal)}")).Is(HttpStatusCode.OK);

    /// <summary>The plain form of each of an operation's calls, and its other forms.</summary>
    private IEnumerable<(string Plain, string[] Forms)> Forms(DeclaredRoute route)
    {
        var (before, bracketed, name) = (Before(route, inBrackets: false), Before(route, inBrackets: true), route.Operation!.Name);
        yield return (before + name,
        [
            $"{before}microsoft.graph.{name}", $"{before}graph.{name}", $"{before}MICROSOFT.GRAPH.{name.ToUpperInvariant()}", $"{bracketed}{name}",
            $"{bracketed}microsoft.graph.{name}", $"{before.Insert(before.Length - 1, "/")}{name}",
            .. route.Operation.IsFunction ? (string[])[$"{before}{name}()", $"{before}microsoft.graph.{name}()", $"{bracketed}graph.{name}()"] : [],
        ]);
        if (!route.Operation.IsFunction || route.Arguments.Length == 0) yield break;
        yield return ($"{before}{name}({route.Arguments})",
        [
            $"{before}microsoft.graph.{name}({route.Arguments})", $"{bracketed}{name}({route.Arguments})",
            $"{bracketed}graph.{name.ToUpperInvariant()}({Uri.EscapeDataString(route.Arguments)})",
        ]);
    }

    private string Before(DeclaredRoute route, bool inBrackets) => string.Concat(route.Pattern.PathSegments.SkipLast(1).Select(s => s.Parts[0] switch
    {
        RoutePatternLiteralPart literal => $"/{literal.Content}",
        RoutePatternParameterPart { Name: "version" } => $"/{route.Version}",
        RoutePatternParameterPart { Name: var name } => inBrackets ? $"('{Key(route, name)}')" : $"/{Key(route, name)}",
        _ => throw new NotSupportedException(route.ToString()),
    })) + "/";

    private string Key(DeclaredRoute route, string parameter) => parameter == "user" ? _tenant.Name("kim")
        : route.Pattern.RawText!.Contains("authenticationStrength", StringComparison.Ordinal) ? Strength
        : route.Pattern.RawText.Contains("SmsSignIn", StringComparison.Ordinal) ? Mobile
        : route.Pattern.RawText.Contains("assword", StringComparison.Ordinal) ? "28c10230-6103-485e-b985-444c60001490"
        : SampleTenant.UserId(99).ToString();

    // Some calls end the caller's sessions, so each has a token of its own.
    private Task<HttpClient> CallerAsync(DeclaredRoute route) =>
        _tenant.WithMfaAsync(route.Pattern.RawText!.Contains("/me/", StringComparison.Ordinal) ? "adele" : "global.admin");

    private async Task<string> CallAsync(DeclaredRoute route, string path)
    {
        var answer = await (await CallerAsync(route)).AnswerAsync(route.Method, path, route.Method == HttpMethod.Post ? "{}" : null);
        return (int)answer.Status < 400 ? $"{(int)answer.Status}" : $"{(int)answer.Status} {answer.ErrorCode} {answer.ErrorMessage}";
    }

    private async Task<string> CallInBatchAsync(DeclaredRoute route, string path)
    {
        var entry = Batches.Entry("1", route.Method.Method, path[(route.Version.Length + 1)..], route.Method == HttpMethod.Post ? new JsonObject() : null);
        var answer = (await (await CallerAsync(route)).SendBatchAsync(route.Version, entry)).Is(HttpStatusCode.OK).Json["responses"]![0]!;
        var error = (int)answer["status"]! < 400 ? null : answer["body"]!["error"]!;
        return error is null ? $"{answer["status"]}" : $"{answer["status"]} {error["code"]} {error["message"]}";
    }
}
