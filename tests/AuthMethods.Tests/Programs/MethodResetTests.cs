using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Programs;

/// <summary>A script that makes a user register again: it deletes every method in rounds, because the default can only be the last.</summary>
public sealed class MethodResetTests() : AdminTests("auth.admin")
{
    private const string IsDefault = "matches the user's current default authentication method";

    [Theory]
    [InlineData("v1.0", "kim", IsDefault)]
    [InlineData("beta", "kim", IsDefault)]
    [InlineData("beta", "adele", "without first deleting alternate mobile number")]
    public async Task Rounds_DeleteEveryMethodAndTheDefaultLast(string version, string alias, string refusal)
    {
        var authentication = $"/{version}/users/{_tenant.Name(alias)}/authentication";
        var refused = new List<string>();
        for (var round = 0; ; round++)
        {
            Assert.True(round < 4, $"still there: {(await _admin.GetAnswerAsync($"{authentication}/methods")).Text}");
            var methods = (await _admin.GetAnswerAsync($"{authentication}/methods")).Is(HttpStatusCode.OK).Value;
            var left = methods.Select(m => Typed.Path(m!)).OfType<string>().ToList();
            if (left.Count == 0) break;
            foreach (var path in left)
            {
                var answer = await _admin.DeleteAnswerAsync($"{authentication}/{path}");
                if (answer.Status == HttpStatusCode.NoContent) continue;
                refused.Add(answer.Is(HttpStatusCode.BadRequest, "badRequest").ErrorMessage!);
            }
        }

        Assert.Contains(refused, m => m.Contains(refusal, StringComparison.Ordinal));
        var report = await (await _tenant.AsAsync("reports.reader")).GetAnswerAsync(
            $"/{version}/reports/authenticationMethods/userRegistrationDetails?$filter=userPrincipalName eq '{_tenant.Name(alias)}'");
        Assert.Equal((false, "[]"), ((bool)report.Value.Single()!["isMfaRegistered"]!, report.Value.Single()!["methodsRegistered"]!.ToJsonString()));
    }
}
