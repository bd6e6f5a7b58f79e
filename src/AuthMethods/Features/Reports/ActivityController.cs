using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.Reports;

/// <summary>What users do with authentication methods: registrations and sign-ins.</summary>
internal sealed class ActivityController(ActivityStore store) : GraphController
{
    private const string Root = "reports/authenticationMethods";
    private const string Beta = Routes.Beta + "/" + Root;
    private const string Events = "userEventsSummary";
    private const string Factors = "userMfaSignInSummary";
    private const string Registrations = "userRegistrationActivity({arguments})";
    private const string SignIns = "userSignInsByAuthMethodSummary({arguments})";

    /// <summary>Get authenticationMethodsRoot</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/resources/authenticationmethodsroot</remarks>
    [HttpGet(Routes.Root + "/" + Root), Requires(Permission.RegistrationRead), Answers<AuthenticationMethodsRoot>]
    public IActionResult Get(DirectoryScope directory, GraphQuery query) => Entity(Root, new AuthenticationMethodsRoot("authenticationMethods"), query);

    /// <summary>List userEventsSummary objects</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authenticationmethodsroot-list-usereventssummary?view=graph-rest-beta</remarks>
    [HttpGet(Beta + "/" + Events), Requires(Permission.RegistrationRead), Lists<UserEventsSummary>,
        Options("$select", "$filter", "$orderby", "$top", "$count", "$skiptoken")]
    public async Task<IActionResult> ListEvents(DirectoryScope directory, GraphQuery query)
    {
        var selection = query.Select(WireType.Of<UserEventsSummary>(Version));
        query.RefuseExpand(WireType.Of<UserEventsSummary>(Version));
        return Page(
            $"{Root}/{Events}", (await store.PageAsync(query, RegistrationEventFields.Events)).OrThrow(), UserEventsSummary.From, selection, isPolymorphic: true);
    }

    /// <summary>List userMfaSignInSummary objects</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authenticationmethodsroot-list-usermfasigninsummary?view=graph-rest-beta</remarks>
    [HttpGet(Beta + "/" + Factors), Requires(Permission.RegistrationRead), Lists<UserMfaSignInSummary>]
    public async Task<IActionResult> CountByFactors(DirectoryScope directory, GraphQuery query) =>
        Rows($"{Root}/{Factors}", (await store.CountByFactorsAsync()).OrThrow(), query);

    /// <summary>authenticationMethodsRoot: userRegistrationActivity</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authenticationmethodsroot-userregistrationactivity?view=graph-rest-beta</remarks>
    [HttpGet(Beta + "/" + Registrations), Requires(Permission.RegistrationSummaryRead)]
    [Lists<UserRegistrationActivitySummary>(Context = "Collection(microsoft.graph.userRegistrationActivitySummary)")]
    public async Task<IActionResult> CountRegistrations(DirectoryScope directory, string arguments, GraphQuery query) => Rows(
        "Collection(microsoft.graph.userRegistrationActivitySummary)",
        (await store.CountRegistrationsAsync(AggregationPeriod.Parse(arguments))).OrThrow(), query);

    /// <summary>authenticationMethodsRoot: userSignInsByAuthMethodSummary</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authenticationmethodsroot-usersigninsbyauthmethodsummary?view=graph-rest-beta</remarks>
    [HttpGet(Beta + "/" + SignIns), Requires(Permission.RegistrationSummaryRead)]
    [Lists<UserSignInUsageByAuthMethodActivity>(Context = "Collection(microsoft.graph.userSignInUsageByAuthMethodActivity)")]
    public async Task<IActionResult> CountSignIns(DirectoryScope directory, string arguments, GraphQuery query) => Rows(
        "Collection(microsoft.graph.userSignInUsageByAuthMethodActivity)",
        (await store.CountSignInsAsync(AggregationPeriod.Parse(arguments))).OrThrow(), query);

    private GraphResult Rows<T>(string context, IReadOnlyList<T> rows, GraphQuery query) where T : class =>
        Collection(context, rows, query, isPolymorphic: true);
}
