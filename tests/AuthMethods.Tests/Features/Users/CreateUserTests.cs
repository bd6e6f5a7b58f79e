using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Users;

public sealed class CreateUserTests() : AdminTests("user.admin")
{
    [Fact]
    public async Task Create_Answers201WithTheDefaultPropertiesIdFirst()
    {
        var created = (await CreateAsync()).Is(HttpStatusCode.Created);

        Assert.Equal(
            [
                "@odata.context", "id", "businessPhones", "displayName", "givenName", "jobTitle", "mail", "mobilePhone", "officeLocation",
                "preferredLanguage", "surname", "userPrincipalName",
            ],
            created.Json.AsObject().Select(p => p.Key));
        Assert.Equal("http://localhost/v1.0/$metadata#users/$entity", (string?)created.Json["@odata.context"]);
        Assert.Equal("[]", created.Json["businessPhones"]!.ToJsonString());
        Assert.Equal(_tenant.Name("robin"), (string?)created.Json["userPrincipalName"]);
        Assert.Null(created.Json["mail"]);
        Assert.Equal($"http://localhost/v1.0/users/{created.Json["id"]}", created.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Create_KeepsEveryPropertyThatWasSent()
    {
        var sent = new JsonObject
        {
            ["givenName"] = "Robin", ["surname"] = "Kline", ["jobTitle"] = "Baker", ["mobilePhone"] = "+1 425 555 0101", ["officeLocation"] = "7/12",
            ["preferredLanguage"] = "de-DE", ["usageLocation"] = "DE", ["city"] = "Bonn", ["department"] = "Bread", ["employeeId"] = "007",
            ["businessPhones"] = new JsonArray("+1 425 555 0102"), ["otherMails"] = new JsonArray("robin@fabrikam.com", "r@fabrikam.com"),
            ["mail"] = "robin@fabrikam.com",
        };
        var created = (await CreateAsync(body =>
        {
            foreach (var (name, value) in sent) body[name] = value!.DeepClone();
        })).Is(HttpStatusCode.Created);

        var found = (await _admin.GetAnswerAsync($"/v1.0/users/{created.Json["id"]}?$select={string.Join(',', sent.Select(p => p.Key))}"))
            .Is(HttpStatusCode.OK);

        Assert.All(sent, p => Assert.Equal(p.Value!.ToJsonString(), found.Json[p.Key]?.ToJsonString()));
    }

    [Theory]
    [InlineData("accountEnabled")]
    [InlineData("displayName")]
    [InlineData("mailNickname")]
    [InlineData("passwordProfile")]
    [InlineData("userPrincipalName")]
    public async Task Create_WithoutARequiredProperty_Answers400AndNamesIt(string property)
    {
        var missing = await CreateAsync(body => body.Remove(property));
        var none = await CreateAsync(body => body[property] = null);

        foreach (var refused in new[] { missing, none })
        {
            Assert.Equal(
                $"A value is required for property '{property}' of resource 'User'.",
                refused.Is(HttpStatusCode.BadRequest, "Request_BadRequest").ErrorMessage);
        }
    }

    [Fact]
    public async Task Create_WithAProfileWithoutPassword_Answers400() =>
        (await CreateAsync(body => body["passwordProfile"] = new JsonObject { ["forceChangePasswordNextSignIn"] = true }))
        .Is(HttpStatusCode.BadRequest, "Request_BadRequest");

    [Theory]
    [InlineData("KIM")]
    [InlineData("kim")]
    public async Task Create_WithANameThatIsTaken_Answers400WithTheConflict(string alias)
    {
        var refused = (await CreateAsync(body => body["userPrincipalName"] = _tenant.Name(alias))).Is(HttpStatusCode.BadRequest, "Request_BadRequest");

        const string message = "Another object with the same value for property userPrincipalName already exists.";
        Assert.Equal(message, refused.ErrorMessage);
        var detail = refused.Json["error"]!["details"]!.AsArray().Single()!;
        Assert.Equal(("ObjectConflict", message, "userPrincipalName"), ((string)detail["code"]!, (string)detail["message"]!, (string)detail["target"]!));
        Assert.Equal(["code", "message", "details", "innerError"], refused.Json["error"]!.AsObject().Select(p => p.Key));
    }

    [Fact]
    public async Task Create_TwiceAtOnce_MakesOneUser()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CreateAsync()));

        Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.Created), a => a.Is(HttpStatusCode.BadRequest, "Request_BadRequest"));
    }

    [Fact]
    public async Task Create_UnderADomainThatIsNotVerified_Answers400() => Assert.Equal(
        "The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.",
        (await CreateAsync(body => body["userPrincipalName"] = "robin@unverified.example")).Is(HttpStatusCode.BadRequest, "Request_BadRequest").ErrorMessage);

    [Fact]
    public async Task Create_UnderTheInitialDomainInCapitals_Answers201() => (await CreateAsync(
        body => body["userPrincipalName"] = "Robin@" + _tenant.Domain.Replace(".com", ".ONMICROSOFT.COM", StringComparison.Ordinal)))
        .Is(HttpStatusCode.Created);

    [Theory]
    [InlineData("robin", "no domain")]
    [InlineData("@{d}", "no alias")]
    [InlineData("ro bin@{d}", "a space")]
    [InlineData("r\u00f6bin@{d}", "an accent")]
    [InlineData("robin@{d}\n", "a line break")]
    [InlineData("robin.@{d}", "a full stop before the @")]
    [InlineData("ro@bin@{d}", "two @")]
    [InlineData("ro/bin@{d}", "a slash")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@{d}", "65 characters")]
    public async Task Create_WithAnInvalidName_Answers400(string name, string because)
    {
        var refused = await CreateAsync(body => body["userPrincipalName"] = name.Replace("{d}", _tenant.Domain, StringComparison.Ordinal));

        Assert.True(refused.Status == HttpStatusCode.BadRequest, because);
        Assert.Equal("Invalid value specified for property 'userPrincipalName' of resource 'User'.", refused.ErrorMessage);
    }

    [Theory]
    [InlineData("o'neil_-.!#^~1")]
    [InlineData("R")]
    public async Task Create_WithEveryCharacterThatIsAllowed_Answers201(string alias)
    {
        var created = (await CreateAsync(body => body["userPrincipalName"] = _tenant.Name(alias))).Is(HttpStatusCode.Created);

        Assert.Equal(_tenant.Name(alias), (string?)(await _admin.GetAnswerAsync(
            $"/v1.0/users/{Uri.EscapeDataString(_tenant.Name(alias))}")).Is(HttpStatusCode.OK).Json["userPrincipalName"]);
        Assert.Equal(_tenant.Name(alias), (string?)created.Json["userPrincipalName"]);
    }

    [Theory]
    [InlineData("Short-1", "seven characters")]
    [InlineData("alllowercase", "one class")]
    [InlineData("lower-case-only", "two classes")]
    [InlineData("Password-1", "on the banned list")]
    [InlineData("", "empty")]
    public async Task Create_WithAWeakPassword_Answers400(string password, string because)
    {
        var refused = await CreateAsync(body => body["passwordProfile"]!["password"] = password);

        Assert.True(refused.Status == HttpStatusCode.BadRequest, because);
        Assert.Equal(
            ("Request_BadRequest", "The specified password does not comply with password complexity requirements. Please provide a different password."),
            (refused.ErrorCode, refused.ErrorMessage));
    }

    [Fact]
    public async Task Create_WithAPasswordOfTwoClassesAndThePolicyThatLiftsTheRule_Answers201() => (await CreateAsync(body =>
    {
        body["passwordPolicies"] = "DisablePasswordExpiration, DisableStrongPassword";
        body["passwordProfile"]!["password"] = "lower-case-only";
    })).Is(HttpStatusCode.Created);

    [Theory]
    [InlineData("displayName", 256)]
    [InlineData("givenName", 64)]
    [InlineData("surname", 64)]
    [InlineData("mailNickname", 64)]
    [InlineData("mobilePhone", 64)]
    [InlineData("companyName", 64)]
    [InlineData("department", 64)]
    [InlineData("jobTitle", 128)]
    [InlineData("city", 128)]
    [InlineData("country", 128)]
    [InlineData("state", 128)]
    [InlineData("postalCode", 40)]
    [InlineData("streetAddress", 1024)]
    public async Task Create_TakesAPropertyUpToItsLength(string property, int longest)
    {
        var over = await CreateAsync(body => body[property] = new string('a', longest + 1));
        var just = await CreateAsync(body => body[property] = new string('a', longest));

        Assert.Equal(
            $"Invalid value specified for property '{property}' of resource 'User'.",
            over.Is(HttpStatusCode.BadRequest, "Request_BadRequest").ErrorMessage);
        just.Is(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData(null, 50055, "it is true when it is left out")]
    [InlineData(true, 50055, "it was asked for")]
    [InlineData(false, null, "it was not asked for")]
    public async Task Create_ForcesAPasswordChangeAtTheNextSignIn(bool? force, int? refusal, string because)
    {
        (await CreateAsync(body =>
        {
            body["passwordProfile"] = new JsonObject { ["password"] = NewUser.Password };
            if (force is not null) body["passwordProfile"]!["forceChangePasswordNextSignIn"] = force;
        })).Is(HttpStatusCode.Created);

        Assert.True(await NewUser.SignInAsync(_tenant, _tenant.Name("robin"), NewUser.Password) == refusal, because);
    }

    [Fact]
    public async Task Create_DisabledUser_CannotSignIn()
    {
        (await CreateAsync(body => body["accountEnabled"] = false)).Is(HttpStatusCode.Created);

        Assert.Equal(50057, await NewUser.SignInAsync(_tenant, _tenant.Name("robin"), NewUser.Password));
    }

    private Task<Answer> CreateAsync(Action<JsonObject>? change = null)
    {
        var body = NewUser.Body(_tenant, "robin");
        change?.Invoke(body);
        return _admin.PostAnswerAsync("/v1.0/users", body.ToJsonString());
    }
}
