using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.Reports;

/// <summary>Beta's older reports on registrations, which programs still read.</summary>
[Route(Routes.Beta + "/reports")]
internal sealed class CredentialReportsController(RegistrationStore registrations, ActivityStore activities) : GraphController
{
    private const string Details = "credentialUserRegistrationDetails";
    private const string Usage = "userCredentialUsageDetails";

    /// <summary>List credentialUserRegistrationDetails</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/reportroot-list-credentialuserregistrationdetails?view=graph-rest-beta</remarks>
    [HttpGet(Details), Requires(Permission.UsageRead), Lists<CredentialUserRegistrationDetails>,
        Options("$select", "$filter", "$orderby", "$top", "$count", "$skiptoken")]
    public async Task<IActionResult> ListDetails(DirectoryScope directory, GraphQuery query)
    {
        var selection = query.Select(WireType.Of<CredentialUserRegistrationDetails>(Version));
        query.RefuseExpand(WireType.Of<CredentialUserRegistrationDetails>(Version));
        return Page($"reports/{Details}", (await registrations.CredentialPageAsync(query)).OrThrow(), details => details, selection);
    }

    /// <summary>List userCredentialUsageDetails</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/reportroot-list-usercredentialusagedetails?view=graph-rest-beta</remarks>
    [HttpGet(Usage), Requires(Permission.UsageRead), Lists<UserCredentialUsageDetails>,
        Options("$select", "$filter", "$orderby", "$top", "$count", "$skiptoken")]
    public async Task<IActionResult> ListUsage(DirectoryScope directory, GraphQuery query)
    {
        var selection = query.Select(WireType.Of<UserCredentialUsageDetails>(Version));
        query.RefuseExpand(WireType.Of<UserCredentialUsageDetails>(Version));
        return Page(
            $"reports/{Usage}", (await activities.PageAsync(query, RegistrationEventFields.CredentialUsage)).OrThrow(), UserCredentialUsageDetails.From, selection);
    }

    /// <summary>reportRoot: getCredentialUserRegistrationCount</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/reportroot-getcredentialuserregistrationcount?view=graph-rest-beta</remarks>
    [HttpGet("getCredentialUserRegistrationCount"), Requires(Permission.UsageRead)]
    [Lists<CredentialUserRegistrationCount>(Context = "Collection(microsoft.graph.credentialUserRegistrationCount)")]
    public async Task<IActionResult> CountRegistrations(DirectoryScope directory, GraphQuery query) => Collection(
        "Collection(microsoft.graph.credentialUserRegistrationCount)", [(await registrations.CountCredentialsAsync()).OrThrow()], query);

    /// <summary>reportRoot: getCredentialUsageSummary</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/reportroot-getcredentialusagesummary?view=graph-rest-beta</remarks>
    [HttpGet("getCredentialUsageSummary({arguments})"), Requires(Permission.UsageRead)]
    [Lists<CredentialUsageSummary>(Context = "Collection(microsoft.graph.credentialUsageSummary)")]
    public async Task<IActionResult> CountUsage(DirectoryScope directory, string arguments, GraphQuery query) => Collection(
        "Collection(microsoft.graph.credentialUsageSummary)",
        (await activities.CountCredentialUsageAsync(AggregationPeriod.Parse(arguments))).OrThrow(), query);
}
