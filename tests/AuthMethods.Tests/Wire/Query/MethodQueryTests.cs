using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Wire.Query;

public sealed class MethodQueryTests() : AdminTests("global.admin")
{
    private const string Mobile = "3179e48a-750b-4051-897c-87b9720928f7";

    private string Kims => $"/v1.0/users/{_tenant.Name("kim")}/authentication";

    [Theory]
    [InlineData("$filter=phoneType eq 'mobile'", "mobile")]
    [InlineData("$filter=PHONETYPE eq 'Mobile'", "mobile")]
    [InlineData("%24filter=phoneType%20ne%20'mobile'", "office")]
    [InlineData("filter=phoneType eq 'mobile' or phoneType eq 'office'&orderby=phoneType desc", "office,mobile")]
    [InlineData("$FILTER=not (phoneType eq 'mobile')", "office")]
    [InlineData("$filter=phoneType eq 'mobile' and id eq '" + Mobile + "'", "mobile")]
    [InlineData("$filter=phoneNumber eq 'O''Neil'", "")]
    [InlineData("$filter=phoneNumber ne null&$orderby=id", "mobile,office")]
    [InlineData("$filter=$it/phoneType eq 'office'", "office")]
    [InlineData("$filter=phoneType in ('mobile','home')", "mobile")]
    [InlineData("$filter=contains(phoneNumber,'555550') and not startswith(phoneNumber,'+49')&$orderby=id", "mobile,office")]
    [InlineData("$orderby=phoneType&$top=1", "mobile,office")]
    [InlineData("$orderby=phoneType asc,id desc", "mobile,office")]
    [InlineData("$orderby=phoneType&$top=0", "mobile,office")]
    [InlineData("$orderby=phoneType&$top=999", "mobile,office")]
    [InlineData("$orderby=phoneType&$skip=1&$search=y&$format=json&unknown=1", "mobile,office")]
    public async Task List_OfPhones_AppliesTheOptions(string query, string types)
    {
        var found = (await _admin.GetAnswerAsync($"{Kims}/phoneMethods?{query}")).Is(HttpStatusCode.OK);

        Assert.Equal(types, string.Join(',', found.Value.Select(p => (string?)p!["phoneType"])));
    }

    [Fact]
    public async Task List_WithTop_IsComplete()
    {
        var found = (await _admin.GetAnswerAsync($"{Kims}/phoneMethods?$top=1")).Is(HttpStatusCode.OK);

        Assert.Equal(2, found.Value.Count);
        Assert.Null(found.Json["@odata.nextLink"]);
    }

    [Fact]
    public async Task List_WithCount_CountsWhatTheFilterLeaves()
    {
        var all = (await _admin.GetAnswerAsync($"{Kims}/phoneMethods?$count=true&$top=1")).Is(HttpStatusCode.OK);
        var some = (await _admin.GetAnswerAsync($"{Kims}/phoneMethods?$count=TRUE&$filter=phoneType eq 'office'")).Is(HttpStatusCode.OK);
        var uncounted = (await _admin.GetAnswerAsync($"{Kims}/phoneMethods?$count=false")).Is(HttpStatusCode.OK);

        Assert.Equal((2, 2), ((int)all.Json["@odata.count"]!, all.Value.Count));
        Assert.Equal(1, (int)some.Json["@odata.count"]!);
        Assert.Null(uncounted.Json["@odata.count"]);
    }

    [Fact]
    public async Task List_WithAConsistencyLevel_AnswersAsWithout()
    {
        var with = await _admin.AnswerAsync(HttpMethod.Get, $"{Kims}/phoneMethods", headers: ("ConsistencyLevel", "eventual"));

        Assert.Equal((await _admin.GetAnswerAsync($"{Kims}/phoneMethods")).Text, with.Is(HttpStatusCode.OK).Text);
    }

    [Fact]
    public async Task Select_ShowsWhatWasAskedForInDeclaredSpelling()
    {
        var found = (await _admin.GetAnswerAsync($"{Kims}/phoneMethods/{Mobile}?$select=PhoneType")).Is(HttpStatusCode.OK);

        Assert.Equal(["@odata.context", "phoneType"], found.Json.AsObject().Select(p => p.Key));
    }

    [Theory]
    [InlineData("methods", "phoneNumber", "authenticationMethod")]
    [InlineData("methods/" + Mobile, "phoneNumber", "authenticationMethod")]
    [InlineData("phoneMethods", "emailAddress", "phoneAuthenticationMethod")]
    [InlineData("phoneMethods", "id,nonsense", "phoneAuthenticationMethod")]
    [InlineData("phoneMethods", "lastUsedDateTime", "phoneAuthenticationMethod")]
    public async Task Select_OfWhatTheDeclaredTypeLacks_Answers400(string path, string select, string type)
    {
        var refused = (await _admin.GetAnswerAsync($"{Kims}/{path}?$select={select}")).Is(HttpStatusCode.BadRequest, "BadRequest");

        Assert.Equal(
            $"Parsing OData Select and Expand failed: Could not find a property named '{select.Split(',')[^1]}' on type 'microsoft.graph.{type}'.",
            refused.ErrorMessage);
    }

    [Theory]
    [InlineData("$filter=phoneType")]
    [InlineData("$filter=phoneType eq")]
    [InlineData("$filter=nonsense eq 'a'")]
    [InlineData("$filter=phoneType eq 'mobile")]
    [InlineData("$filter=phoneType eq 7")]
    [InlineData("$filter=(phoneType eq 'mobile'")]
    [InlineData("$filter=contains(phoneType,'mob')")]
    [InlineData("$filter=phoneType in ('mobile'")]
    [InlineData("$expand=x")]
    [InlineData("$filter=phoneType gt 'a'")]
    [InlineData("$filter=createdDateTime eq 'yesterday'")]
    [InlineData("$filter=7 add 7 eq 14")]
    [InlineData("$filter=id/any(x:x eq 'a')")]
    [InlineData("$filter=@p eq 'a'")]
    [InlineData("$filter='")]
    [InlineData("$filter=\u0001\u00e9\ud83d\ude00")]
    [InlineData("$orderby=nonsense")]
    [InlineData("$orderby=phoneType sideways")]
    [InlineData("$orderby=contains(phoneType,'m')")]
    [InlineData("$orderby=,")]
    [InlineData("$top=-1")]
    [InlineData("$top=many")]
    [InlineData("$top=99999999999")]
    [InlineData("$count=perhaps")]
    [InlineData("$filter=phoneType eq 'mobile'&filter=phoneType eq 'office'")]
    [InlineData("$top=1&$top=2")]
    public async Task List_WithAMalformedOption_Answers400(string query)
    {
        var refused = (await _admin.GetAnswerAsync($"{Kims}/phoneMethods?{query}")).Is(HttpStatusCode.BadRequest);

        Assert.Contains(refused.ErrorCode, new[] { "BadRequest", "badRequest" });
    }

    [Theory]
    [InlineData("not ", "(", 900)]
    [InlineData("(", "", 1_500)]
    [InlineData("id eq 'a' and ", "", 3_000)]
    public async Task List_WithAFilterOfGreatLength_Answers400(string part, string then, int times)
    {
        var filter = string.Concat(Enumerable.Repeat(part + then, times));

        (await _admin.GetAnswerAsync($"{Kims}/phoneMethods?$filter={filter}")).Is(HttpStatusCode.BadRequest, "BadRequest");
    }
}
