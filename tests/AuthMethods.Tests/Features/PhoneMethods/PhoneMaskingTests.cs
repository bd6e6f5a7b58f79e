using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.PhoneMethods;

/// <summary>Callers who may read others' numbers only as Authentication Administrators see them masked.</summary>
public sealed class PhoneMaskingTests : TenantTests
{
    private const string Plain = "+1 2065555501";
    private const string Masked = "+1 XXXXXXXX01";

    private string Kim => $"/v1.0/users/{_tenant.Name("kim")}/authentication";

    [Theory]
    [InlineData("auth.admin", Masked)]
    [InlineData("global.reader", Plain)]
    [InlineData("privileged.auth.admin", Plain)]
    [InlineData("global.admin", Plain)]
    [InlineData("kim", Plain)]
    public async Task EveryRead_ShowsTheNumberAsTheReaderMaySeeIt(string reader, string expected)
    {
        var client = await _tenant.AsAsync(reader);

        Assert.Equal(expected, await NumberAsync(client, $"phoneMethods/{MethodIds.Mobile}"));
        Assert.Equal(expected, await NumberAsync(client, $"methods/{MethodIds.Mobile}"));
        Assert.Equal(expected, await FirstNumberAsync(client, "phoneMethods?$filter=phoneType eq 'mobile'"));
        Assert.Contains(expected, (await client.GetAnswerAsync($"{Kim}/methods")).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryRead_OfAnApplication_ShowsTheNumber()
    {
        Assert.Equal(Plain, await NumberAsync(await _tenant.AsAppAsync("UserAuthMethod-Phone.Read.All"), $"phoneMethods/{MethodIds.Mobile}"));
    }

    [Fact]
    public async Task List_WithAFilterOnTheNumber_TellsMaskedReadersNothing()
    {
        var masked = await _tenant.AsAsync("auth.admin");
        var filter = $"{Kim}/phoneMethods?$filter=phoneNumber eq '{Uri.EscapeDataString(Plain)}'";

        Assert.Empty((await masked.GetAnswerAsync(filter)).Is(HttpStatusCode.OK).Value);
        Assert.Single((await (await _tenant.AsAsync("global.reader")).GetAnswerAsync(filter)).Is(HttpStatusCode.OK).Value);
    }

    [Fact]
    public async Task EveryRead_OfOnesOwnNumber_IsPlainForAnAuthenticationAdministratorToo()
    {
        var owner = await _tenant.AsAsync("auth.admin");
        (await owner.PostAnswerAsync("/v1.0/me/authentication/phoneMethods", $$"""{"phoneNumber":"{{Plain}}","phoneType":"mobile"}"""))
            .Is(HttpStatusCode.Created);

        Assert.Equal(Plain, (string?)(await owner.GetAnswerAsync($"/v1.0/me/authentication/phoneMethods/{MethodIds.Mobile}")).Json["phoneNumber"]);
    }

    [Fact]
    public async Task Writes_ByMaskedReaders_AnswerTheNumberThatWasSent()
    {
        var masked = await _tenant.AsAsync("auth.admin");

        var created = (await masked.PostAnswerAsync($"{Kim}/phoneMethods", """{"phoneNumber":"+1 2065555599","phoneType":"alternateMobile"}"""))
            .Is(HttpStatusCode.Created);
        var replaced = (await masked.PutAnswerAsync($"{Kim}/phoneMethods/{MethodIds.AlternateMobile}", """{"phoneNumber":"+1 2065555598"}"""))
            .Is(HttpStatusCode.OK);

        Assert.Equal(("+1 2065555599", "+1 2065555598"), ((string?)created.Json["phoneNumber"], (string?)replaced.Json["phoneNumber"]));
        Assert.Equal("+1 XXXXXXXX98", await NumberAsync(masked, $"phoneMethods/{MethodIds.AlternateMobile}"));
    }

    private async Task<string?> NumberAsync(HttpClient client, string path) =>
        (string?)(await client.GetAnswerAsync($"{Kim}/{path}")).Is(HttpStatusCode.OK).Json["phoneNumber"];

    private async Task<string?> FirstNumberAsync(HttpClient client, string path) =>
        (string?)(await client.GetAnswerAsync($"{Kim}/{path}")).Is(HttpStatusCode.OK).Value[0]!["phoneNumber"];
}
