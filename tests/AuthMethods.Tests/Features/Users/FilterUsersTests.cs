using System.Net;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Users;

/// <summary>What <c>$filter</c>, <c>$search</c> and <c>$orderby</c> find among the sample users, and how unsupported ones are refused.</summary>
public sealed class FilterUsersTests() : AdminTests("global.admin")
{
    private static readonly Lazy<Task<TestTenant>> Tenant = new(CreateAsync);

    protected override Task<TestTenant> NewTenantAsync() => Tenant.Value;

    [Theory]
    [InlineData("displayName eq 'kim akers'", "kim")]
    [InlineData("Displayname EQ 'Kim Akers'", "kim")]
    [InlineData("'Kim Akers' eq displayName", "kim")]
    [InlineData("displayName in ('Kim Akers','ADELE VANCE', 'Nobody')", "adele,kim")]
    [InlineData("displayName in ('O''Neil, \"Öl\" & Söhne (x)', 'Kim Akers')", "kim,oneil")]
    [InlineData("displayName in ('O''Neil, \"Öl\" & Söhne (x)') and surname eq '~0~'", "")]
    [InlineData("displayName in ('~0~','O''Neil')", "")]
    [InlineData("displayName eq 'O''NEIL, \"öl\" & SÖHNE (X)'", "oneil")]
    [InlineData("startsWith(displayName,'k')", "kim")]
    [InlineData("startswith(displayName,'o''n')", "oneil")]
    [InlineData("startswith(givenName,'A') and startswith(surname,'v')", "adele")]
    [InlineData("surname ge 'Va' and surname le 'Vb'", "adele")]
    [InlineData("(surname eq 'Vance' or surname eq 'Akers') and accountEnabled eq true", "adele,kim")]
    [InlineData("surname eq 'Vance' or surname eq 'Akers' and accountEnabled eq false", "adele")]
    [InlineData("accountEnabled eq false", "disabled")]
    [InlineData("onPremisesSyncEnabled eq true", "synced")]
    [InlineData("userType eq 'guest'", "guest_fabrikam.com#ext#")]
    [InlineData("creationType in ('Invitation','LocalAccount')", "guest_fabrikam.com#ext#")]
    [InlineData("mail eq 'guest@fabrikam.com'", "guest_fabrikam.com#ext#")]
    [InlineData("id eq '00000000-0000-4000-8000-000000000022'", "kim")]
    [InlineData("id in ('00000000-0000-4000-8000-000000000022','00000000-0000-4000-8000-000000000023','x')", "adele,kim")]
    [InlineData("id eq 'nonsense'", "")]
    [InlineData("otherMails/any(m:m eq 'O@example.com')", "oneil")]
    [InlineData("otherMails/any(m: m eq 'o@example.com')", "oneil")]
    [InlineData("otherMails/any(x:startswith(x,'second'))", "oneil")]
    [InlineData("otherMails/any(x:startswith(x,'ond'))", "")]
    [InlineData("otherMails/any()", "oneil")]
    [InlineData("identities/any(c:c/issuerAssignedId eq 'KIM@{domain}' and c/issuer eq '{domain}')", "kim")]
    [InlineData("identities/any(c:c/issuerAssignedId eq 'kim@{domain}' and c/issuer eq 'fabrikam.com')", "")]
    [InlineData("businessPhones/any(p:p eq '+1 425 555 0100')", "oneil")]
    [InlineData("mobilePhone eq '+47 99'", "oneil")]
    [InlineData("startswith(userPrincipalName,'kim@')", "kim")]
    [InlineData("onPremisesImmutableId eq 'aBc='", "oneil")]
    [InlineData("onPremisesImmutableId eq 'abc='", "")]
    [InlineData("displayName eq ''", "")]
    [InlineData("createdDateTime ge 2999-01-01", "")]
    [InlineData("createdDateTime lt 2999-01-01T00:00:00+02:00 and surname eq 'Vance'", "adele")]
    public async Task List_WithADefaultFilter_FindsThem(string filter, string aliases) => Assert.Equal(aliases, await FindAsync(filter, isAdvanced: false));

    [Theory]
    [InlineData("surname ne 'Vance' and startswith(surname,'V')", "")]
    [InlineData("not startswith(displayName,'a') and surname eq 'Vance'", "")]
    [InlineData("not (surname eq 'Vance') and givenName eq 'Kim'", "kim")]
    [InlineData("NOT(otherMails/any(m:m eq 'o@example.com')) and startswith(displayName,'o')", "")]
    [InlineData("endsWith(mail,'@fabrikam.com')", "guest_fabrikam.com#ext#")]
    [InlineData("endswith(userPrincipalName,'%EXT%')", "")]
    [InlineData("otherMails/$count ne 0", "oneil")]
    [InlineData("otherMails/$count eq 2", "oneil")]
    [InlineData("mail ne null and userType eq 'Guest'", "guest_fabrikam.com#ext#")]
    [InlineData("officeLocation eq null and givenName eq 'Kim'", "kim")]
    [InlineData("jobTitle ne 'x' and givenName eq 'Kim'", "kim")]
    [InlineData("startswith(officeLocation,'18/')", "oneil")]
    [InlineData("proxyAddresses/any(p:endswith(p,'@example.com'))", "oneil")]
    public async Task List_WithAnAdvancedFilter_NeedsHeaderAndCount(string filter, string aliases)
    {
        Assert.Equal(aliases, await FindAsync(filter, isAdvanced: true));
        var refused = (await _admin.GetAnswerAsync($"/v1.0/users?$filter={Uri.EscapeDataString(filter)}&$count=true"))
            .Is(HttpStatusCode.BadRequest, "Request_UnsupportedQuery");
        Assert.EndsWith(
            "is not supported because the required parameters might be missing. Try adding $count=true query parameter and ConsistencyLevel:eventual "
                + "header. Refer to https://aka.ms/graph-docs/advanced-queries for more information",
            refused.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("endsWith(userPrincipalName,'#EXT#@contoso.com')", "endsWith")]
    [InlineData("surname ne 'x'", "ne")]
    [InlineData("not(startswith(surname,'x'))", "not")]
    [InlineData("startswith(officeLocation,'x')", "startsWith")]
    [InlineData("mobilePhone in ('x')", "in")]
    [InlineData("preferredLanguage ge 'x'", "ge")]
    [InlineData("otherMails/$count eq 0", "$count")]
    public async Task List_WithAnAdvancedFilterWithoutTheHeader_NamesTheOperator(string filter, string op) => Assert.StartsWith(
        $"Operator '{op}' is not supported",
        (await _admin.GetAnswerAsync($"/beta/users?$filter={Uri.EscapeDataString(filter)}"))
            .Is(HttpStatusCode.BadRequest, "Request_UnsupportedQuery").ErrorMessage,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("lastPasswordChangeDateTime ge 2021-11-01", "lastPasswordChangeDateTime")]
    [InlineData("contains(displayName,'x')", "displayName")]
    [InlineData("endsWith(displayName,'x')", "displayName")]
    [InlineData("tolower(displayName) eq 'x'", "displayName")]
    [InlineData("length(displayName) gt 3", "displayName")]
    [InlineData("startswith(id,'0')", "id")]
    [InlineData("id ge '0'", "id")]
    [InlineData("displayName eq surname", "displayName")]
    [InlineData("createdDateTime ge now()", "createdDateTime")]
    [InlineData("passwordProfile/password eq 'x'", "passwordProfile/password")]
    public async Task List_WithAFilterOnAPropertyThatDoesNotTakeIt_SaysSo(string filter, string property) => Assert.Equal(
        $"Unsupported or invalid query filter clause specified for property '{property}' of resource 'User'.",
        (await EventualAsync($"/v1.0/users?$filter={Uri.EscapeDataString(filter)}&$count=true"))
            .Is(HttpStatusCode.BadRequest, "Request_UnsupportedQuery").ErrorMessage);

    [Theory]
    [InlineData("$filter=IsAdmin eq true", "IsAdmin")]
    [InlineData("$filter=streetAddress2 eq 'x'", "streetAddress2")]
    [InlineData("$filter=startswith(nickname,'x')", "nickname")]
    [InlineData("$filter=perUserMfaState eq 'enabled'", "perUserMfaState")]
    [InlineData("$orderby=IsAdmin", "IsAdmin")]
    [InlineData("$select=IsAdmin", "IsAdmin")]
    public async Task List_WithAnUndeclaredProperty_SaysSo(string query, string property) => Assert.Equal(
        $"Property '{property}' does not exist as a declared property or extension property.",
        (await EventualAsync($"/v1.0/users?{query}&$count=true")).Is(HttpStatusCode.BadRequest, "Request_UnsupportedQuery").ErrorMessage);

    [Theory]
    [InlineData("aboutMe")]
    [InlineData("id,Birthday")]
    [InlineData("interests")]
    [InlineData("mySite")]
    [InlineData("mailboxSettings")]
    public async Task List_SelectingWhatOnlyOneUserHas_Answers501(string select) =>
        (await _admin.GetAnswerAsync($"/v1.0/users?$select={select}")).Is(HttpStatusCode.NotImplemented);

    [Theory]
    [InlineData("\"displayName:akers\"", "kim")]
    [InlineData("\"displayName:AKE\"", "kim")]
    [InlineData("\"displayName:kers\"", "")]
    [InlineData("\"displayName:akers kim\"", "kim")]
    [InlineData("\"displayName:Akers\" OR \"givenName:adele\"", "adele,kim")]
    [InlineData("\"displayName:Akers\" AND \"givenName:adele\"", "")]
    [InlineData("(\"displayName:Akers\" OR \"surname:Vance\") AND \"mailNickname:ad\"", "adele")]
    [InlineData("\"otherMails:o@\"", "oneil")]
    [InlineData("\"mail:guest@fab\"", "guest_fabrikam.com#ext#")]
    [InlineData("\"displayName:söhne\"", "oneil")]
    public async Task List_WithSearch_FindsThem(string search, string aliases) => Assert.Equal(
        aliases, Aliases(await EventualAsync($"/v1.0/users?$select=userPrincipalName&$search={Uri.EscapeDataString(search)}")));

    [Theory]
    [InlineData("kim", "BadRequest")]
    [InlineData("displayName:kim", "BadRequest")]
    [InlineData("\"kim\"", "BadRequest")]
    [InlineData("NOT \"displayName:kim\"", "BadRequest")]
    [InlineData("\"", "BadRequest")]
    [InlineData("\"usageLocation:NO\"", "Request_UnsupportedQuery")]
    [InlineData("\"nonsense:NO\"", "Request_UnsupportedQuery")]
    public async Task List_WithAnInvalidSearch_Answers400(string search, string code) =>
        (await EventualAsync($"/v1.0/users?$search={Uri.EscapeDataString(search)}")).Is(HttpStatusCode.BadRequest, code);

    [Theory]
    [InlineData("displayName", false)]
    [InlineData("DisplayName desc", true)]
    [InlineData("userPrincipalName desc", true)]
    public async Task List_OrderedBy_IsSortedAcrossPages(string orderBy, bool isDescending)
    {
        var property = orderBy.StartsWith("user", StringComparison.Ordinal) ? "userPrincipalName" : "displayName";
        var names = new List<string>();
        for (var link = $"/v1.0/users?$orderby={Uri.EscapeDataString(orderBy)}&$top=4&$select={property}"; link is not null;)
        {
            var page = (await _admin.GetAnswerAsync(link)).Is(HttpStatusCode.OK);
            names.AddRange(page.Value.Select(u => (string?)u![property] ?? ""));
            link = (string?)page.Json["@odata.nextLink"];
        }

        var sorted = names.Order(StringComparer.OrdinalIgnoreCase).ToList();
        if (isDescending) sorted.Reverse();
        Assert.Equal(24, names.Count);
        Assert.Equal(sorted, names, StringComparer.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("createdDateTime desc")]
    [InlineData("deletedDateTime")]
    public async Task List_OrderedByADate_IsAdvanced(string orderBy)
    {
        (await EventualAsync($"/v1.0/users?$count=true&$orderby={orderBy}&$top=2")).Is(HttpStatusCode.OK);
        (await _admin.GetAnswerAsync($"/v1.0/users?$orderby={orderBy}")).Is(HttpStatusCode.BadRequest, "Request_UnsupportedQuery");
    }

    [Fact]
    public async Task List_FilteredAndOrdered_IsAdvancedAndCountsWhatTheFilterLeaves()
    {
        const string query = "$filter=startswith(displayName,'a')&$orderby=displayName&$count=true&$top=1";

        var found = (await EventualAsync($"/v1.0/users?{query}")).Is(HttpStatusCode.OK);
        var second = (await EventualAsync((string)found.Json["@odata.nextLink"]!)).Is(HttpStatusCode.OK);

        Assert.Equal((1, 4), (found.Value.Count, (int)found.Json["@odata.count"]!));
        Assert.Null(second.Json["@odata.count"]);
        (await _admin.GetAnswerAsync($"/v1.0/users?{query}")).Is(HttpStatusCode.BadRequest, "Request_UnsupportedQuery");
    }

    [Fact]
    public async Task Count_WithFilterOrSearch_CountsWhatItLeaves()
    {
        Assert.Equal("2", (await EventualAsync("/v1.0/users/$count?$filter=surname in ('Vance','Akers')")).Is(HttpStatusCode.OK).Text);
        Assert.Equal("22", (await EventualAsync("/v1.0/users/$count?$filter=surname ne 'Vance' and surname ne 'Akers'")).Is(HttpStatusCode.OK).Text);
        Assert.Equal("1", (await EventualAsync("/v1.0/users/$count?$search=\"displayName:akers\"")).Is(HttpStatusCode.OK).Text);
    }

    [Theory]
    [InlineData("$top=999&filter=startswith(displayName,'kim')")]
    [InlineData("top=999&$filter=startswith(displayName,'kim')")]
    [InlineData("%24FILTER=startswith(displayName,'kim')&%24Top=5")]
    public async Task List_WithOptionsWithAndWithoutDollar_TakesBoth(string query) =>
        Assert.Equal("kim", Aliases((await _admin.GetAnswerAsync($"/v1.0/users?{query}")).Is(HttpStatusCode.OK)));

    [Fact]
    public async Task List_WithCountAndOneItem_CountsEverybodyOnlyWithTheHeader()
    {
        Assert.Equal(24, (int)(await EventualAsync("/v1.0/users?$count=true&$top=1")).Is(HttpStatusCode.OK).Json["@odata.count"]!);
        Assert.Null((await _admin.GetAnswerAsync("/v1.0/users?$count=true&$top=1")).Is(HttpStatusCode.OK).Json["@odata.count"]);
    }

    [Theory]
    [InlineData("/v1.0/users?$top=2")]
    [InlineData("/v1.0/users/00000000-0000-4000-8000-000000000022")]
    [InlineData("/v1.0/me")]
    [InlineData("/v1.0/me/authentication/methods")]
    public async Task Get_WithAConsistencyLevelItDoesNotNeed_Answers(string path) => (await EventualAsync(path)).Is(HttpStatusCode.OK);

    [Fact]
    public async Task List_WithATokenOfAnotherListOrATamperedOne_Answers400()
    {
        var first = (await _admin.GetAnswerAsync("/v1.0/users?$orderby=displayName&$top=5")).Is(HttpStatusCode.OK);
        var token = ((string)first.Json["@odata.nextLink"]!).Split("$skiptoken=")[1];
        var stranger = await (await SharedServer.TenantAsync()).AsAsync("global.admin");

        foreach (var (client, query) in new[]
        {
            (_admin, $"$top=5&$skiptoken={token}"), (_admin, $"$orderby=userPrincipalName&$skiptoken={token}"),
            (_admin, $"$orderby=displayName desc&$skiptoken={token}"),
            (_admin, $"$orderby=displayName&$skiptoken={token[..^2]}"), (_admin, $"$orderby=displayName&$skiptoken=A{token[1..]}"),
            (stranger, $"$orderby=displayName&$skiptoken={token}"),
        })
        {
            (await client.GetAnswerAsync($"/v1.0/users?{query}")).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
        }

        (await _admin.GetAnswerAsync($"/v1.0/users?$orderby=displayName&$top=3&$skiptoken={token}")).Is(HttpStatusCode.OK);
    }

    private async Task<string> FindAsync(string filter, bool isAdvanced)
    {
        filter = filter.Replace("{domain}", (await Tenant.Value).Domain, StringComparison.Ordinal);
        var path = $"/v1.0/users?$select=userPrincipalName&$filter={Uri.EscapeDataString(filter)}";
        return Aliases(isAdvanced ? await EventualAsync($"{path}&$count=true") : await _admin.GetAnswerAsync(path));
    }

    private static string Aliases(Answer answer) =>
        string.Join(
            ',',
            answer.Is(HttpStatusCode.OK).Value
                .Select(u => ((string)u!["userPrincipalName"]!).Split('@')[0].ToLowerInvariant()).Order(StringComparer.Ordinal));

    private Task<Answer> EventualAsync(string path) => _admin.AnswerAsync(HttpMethod.Get, path, headers: ("ConsistencyLevel", "eventual"));

    /// <summary>The sample users, and one with a name that needs quoting.</summary>
    private static async Task<TestTenant> CreateAsync()
    {
        var tenant = await SharedServer.TenantAsync();
        await tenant.Server.ChangeAsync(tenant.Id, db =>
        {
            db.Add(new UserRow
            {
                TenantId = tenant.Id, Id = Guid.NewGuid(), UserPrincipalName = tenant.Name("oneil"), UserPrincipalNameKey = tenant.Name("oneil"),
                DisplayName = "O'Neil, \"Öl\" & Söhne (x)", OtherMails = """["o@example.com","Second@example.com"]""",
                BusinessPhones = """["\u002B1 425 555 0100"]""",
                MobilePhone = "+47 99", OfficeLocation = "18/2111", OnPremisesImmutableId = "aBc=", ProxyAddresses = """["SMTP:o@example.com"]""",
            });
            return Task.FromResult(true);
        });
        return tenant;
    }
}
