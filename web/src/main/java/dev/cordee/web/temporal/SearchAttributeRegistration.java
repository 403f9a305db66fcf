package dev.cordee.web.temporal;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc;
import io.temporal.api.workflowservice.v1.CountWorkflowExecutionsRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure the namespace knows our search attributes: a start that names an unknown one is
 * refused by the server.
 */
final class SearchAttributeRegistration {
  private static final Logger log = LoggerFactory.getLogger(SearchAttributeRegistration.class);

  private final WorkflowServiceStubs server;
  private final String namespace;

  SearchAttributeRegistration(WorkflowServiceStubs server, String namespace) {
    this.server = server;
    this.namespace = namespace;
  }

  /**
   * Adds the ones that are missing.
   *
   * @throws StatusRuntimeException when the server cannot be asked, or refuses
   */
  void ensure(List<String> keywords) {
    var operator = OperatorServiceGrpc.newBlockingStub(server.getRawChannel());
    var known =
        operator
            .listSearchAttributes(
                ListSearchAttributesRequest.newBuilder().setNamespace(namespace).build())
            .getCustomAttributesMap();
    var missing = AddSearchAttributesRequest.newBuilder().setNamespace(namespace);
    keywords.stream()
        .filter(name -> !known.containsKey(name))
        .forEach(
            name -> missing.putSearchAttributes(name, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
    if (missing.getSearchAttributesCount() > 0) {
      add(operator, missing.build());
    }
    requireEffective(keywords);
  }

  private static void add(
      OperatorServiceGrpc.OperatorServiceBlockingStub operator,
      AddSearchAttributesRequest missing) {
    try {
      operator.addSearchAttributes(missing);
      log.info("search attributes added: {}", missing.getSearchAttributesMap().keySet());
    } catch (StatusRuntimeException e) {
      // the API and a worker start together; the other one was faster
      if (e.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
        throw e;
      }
    }
  }

  /** The server caches what it knows; a new attribute may take it a minute to accept. */
  private void requireEffective(List<String> keywords) {
    var query =
        keywords.stream().map(name -> name + " = 'none'").collect(Collectors.joining(" AND "));
    server
        .blockingStub()
        .countWorkflowExecutions(
            CountWorkflowExecutionsRequest.newBuilder()
                .setNamespace(namespace)
                .setQuery(query)
                .build());
  }
}
