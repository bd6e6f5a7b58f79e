using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Wire;

public sealed class ContextTests() : AdminTests("global.admin")
{
    private const string Mobile = "3179e48a-750b-4051-897c-87b9720928f7";
    private const string Password = "28c10230-6103-485e-b985-444c60001490";

    [Theory]
    [InlineData("users", "users")]
    [InlineData("users?$select=displayName,id", "users(displayName,id)")]
    [InlineData("users?$select=DISPLAYNAME, ID ,displayName", "users(displayName,id)")]
    [InlineData("users/{kim}", "users/$entity")]
    [InlineData("users/{kim}?$select=displayName,postalCode", "users(displayName,postalCode)/$entity")]
    [InlineData("users/{kim}/authentication", "users('{key}')/authentication/$entity")]
    [InlineData("users/{kim}/authentication/methods", "users('{key}')/authentication/methods")]
    [InlineData("users/{kim}/authentication/methods?$select=id", "users('{key}')/authentication/methods(id)")]
    [InlineData("users/{kim}/authentication/methods/" + Mobile, "users('{key}')/authentication/methods/$entity")]
    [InlineData("users('{kim}')/authentication/phoneMethods", "users('{key}')/authentication/phoneMethods")]
    [InlineData("users/{kim}/authentication/phoneMethods/" + Mobile, "users('{key}')/authentication/phoneMethods/$entity")]
    [InlineData("users/{kim}/authentication/phoneMethods/" + Mobile + "?$select=phoneType", "users('{key}')/authentication/phoneMethods(phoneType)/$entity")]
    [InlineData("users/{kim}/authentication/EMAILMETHODS", "users('{key}')/authentication/emailMethods")]
    [InlineData("users/{kim}/authentication/passwordMethods/" + Password, "users('{key}')/authentication/passwordMethods/$entity")]
    [InlineData("users/{kim}/authentication/operations", "users('{key}')/authentication/operations")]
    public async Task Get_AnswersItsContext(string path, string context)
    {
        foreach (var version in new[] { "v1.0", "beta" })
        {
            var found = (await _admin.GetAnswerAsync($"/{version}/{path.Replace("{kim}", _tenant.Name("kim"), StringComparison.Ordinal)}"))
                .Is(HttpStatusCode.OK);

            Assert.Equal(
                $"http://localhost/{version}/$metadata#{context.Replace("{key}", $"kim%40{_tenant.Domain}", StringComparison.Ordinal)}",
                (string?)found.Json["@odata.context"]);
        }
    }

    [Theory]
    [InlineData("v1.0/me", "users/$entity")]
    [InlineData("v1.0/me/authentication/methods", "users('{id}')/authentication/methods")]
    [InlineData("v1.0/me/authentication/phoneMethods/" + Mobile, "users('{id}')/authentication/phoneMethods/$entity")]
    [InlineData("beta/me/authentication/signInPreferences", "users('{id}')/authentication/signInPreferences")]
    [InlineData("beta/me/authentication/requirements", "users('{id}')/authentication/requirements")]
    public async Task Get_OfMe_AnswersTheContextWithTheObjectId(string path, string context)
    {
        var kim = await _tenant.AsAsync("kim");

        var found = (await kim.GetAnswerAsync("/" + path)).Is(HttpStatusCode.OK);

        Assert.Equal(
            $"http://localhost/{path.Split('/')[0]}/$metadata#{context.Replace("{id}", SampleTenant.UserId(22).ToString(), StringComparison.Ordinal)}",
            (string?)found.Json["@odata.context"]);
    }

    [Fact]
    public async Task RevokeSignInSessions_AnswersTheContextOfABoolean()
    {
        var revoked = (await _admin.PostAnswerAsync($"/v1.0/users/{_tenant.Name("adele")}/revokeSignInSessions")).Is(HttpStatusCode.OK);

        Assert.Equal("""{"@odata.context":"http://localhost/v1.0/$metadata#Edm.Boolean","value":true}""", revoked.Text);
    }

    [Fact]
    public async Task ResetPassword_AnswersTheContextOfItsResponseOnlyWhenThereIsOne()
    {
        var path = $"/v1.0/users/{_tenant.Name("adele")}/authentication/methods/{Password}/resetPassword";

        var generated = (await _admin.PostAnswerAsync(path)).Is(HttpStatusCode.Accepted);
        var supplied = (await _admin.PostAnswerAsync(path, """{"newPassword":"Quiet-River-7"}""")).Is(HttpStatusCode.Accepted);

        Assert.Equal("http://localhost/v1.0/$metadata#microsoft.graph.passwordResetResponse", (string?)generated.Json["@odata.context"]);
        Assert.Equal("", supplied.Text);
    }

    [Fact]
    public async Task Create_AnswersTheContextOfAnEntityAndAnAbsoluteLocation()
    {
        var phones = $"/beta/users/{_tenant.Name("balas")}/authentication/phoneMethods";

        var created = (await _admin.PostAnswerAsync(phones, """{"phoneNumber":"+1 5555550123","phoneType":"mobile"}""")).Is(HttpStatusCode.Created);

        Assert.Equal(
            $"http://localhost/beta/$metadata#users('balas%40{_tenant.Domain}')/authentication/phoneMethods/$entity",
            (string?)created.Json["@odata.context"]);
        Assert.True(created.Headers.Location!.IsAbsoluteUri);
        (await _admin.GetAnswerAsync(created.Headers.Location.ToString())).Is(HttpStatusCode.OK);
    }
}
