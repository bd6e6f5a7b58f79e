using AuthMethods.Seed;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features;

public sealed class DeletedMeanwhileTests
{
    [Fact]
    public async Task Calls_OnAUserWhoIsBeingDeleted_SucceedOrAnswer404()
    {
        var tenant = await SharedServer.TenantAsync();
        var admin = await tenant.AsAsync("global.admin");

        var answers = await Task.WhenAll(Enumerable.Range(21, 8).Select(SampleTenant.UserId).SelectMany(user => new[]
        {
            admin.PostAnswerAsync($"/v1.0/users/{user}/revokeSignInSessions"),
            admin.PostAnswerAsync($"/v1.0/users/{user}/authentication/methods/{MethodIds.Password}/resetPassword", """{"newPassword":"Brand-New-1!"}"""),
            admin.DeleteAnswerAsync($"/v1.0/users/{user}"),
            admin.PostAnswerAsync($"/v1.0/users/{user}/revokeSignInSessions"),
            admin.GetAnswerAsync($"/beta/users/{user}/authentication/signInPreferences"),
            admin.PatchAnswerAsync($"/beta/users/{user}/authentication/signInPreferences", """{"isSystemPreferredAuthenticationMethodEnabled":true}"""),
            admin.PatchAnswerAsync($"/beta/users/{user}/authentication/requirements", """{"perUserMfaState":"enforced"}"""),
            admin.DeleteAnswerAsync($"/v1.0/users/{user}/authentication/phoneMethods/{MethodIds.Office}"),
        }));

        Assert.All(answers, answer => Assert.True((int)answer.Status is (>= 200 and < 300) or 404, $"{(int)answer.Status}: {answer.Text}"));
    }

    [Fact]
    public async Task Lists_OfMembersWhoAreBeingDeletedAndPurged_AreAnswered()
    {
        var tenant = await SharedServer.TenantAsync();
        var admin = await tenant.AsAsync("global.admin");
        var group = await admin.CreateGroupAsync("Leaving");
        var users = Enumerable.Range(21, 9).Select(SampleTenant.UserId).ToArray();
        foreach (var user in users) await admin.AddAsync($"groups/{group}/members", user.ToString());

        var answers = await Task.WhenAll(users.SelectMany(user => new[]
        {
            admin.GetAnswerAsync($"/v1.0/groups/{group}/members"),
            admin.DeleteAnswerAsync($"/v1.0/users/{user}"),
            admin.GetAnswerAsync($"/v1.0/groups/{group}?$expand=members"),
            admin.GetAnswerAsync($"/v1.0/directory/deletedItems/{user}"),
            admin.DeleteAnswerAsync($"/v1.0/directory/deletedItems/{user}"),
            admin.GetAnswerAsync($"/v1.0/directory/deletedItems/{user}"),
        }));

        Assert.All(answers, answer => Assert.True((int)answer.Status is (>= 200 and < 300) or 404, $"{(int)answer.Status}: {answer.Text}"));
    }
}
